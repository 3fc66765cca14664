"""Trains the model: python3 -m model.train"""

from model.files import read_rows, write_weights
from model.logistic import train

if __name__ == "__main__":
    write_weights(train(*read_rows("model/training.csv"), epochs=2000, rate=2.0))
