import unittest

from model.evaluate import evaluate, measure, shortfalls
from model.files import read_rows, read_weights
from model.logistic import score, train


class ModelTest(unittest.TestCase):
    def test_reaches_its_thresholds(self):
        self.assertEqual(shortfalls(evaluate()), {})

    def test_misses_them_when_it_knows_nothing(self):
        blank = {"intercept": -1.0, "coefficients": [0.0, 0.0]}

        self.assertEqual(measure(blank, *read_rows("evaluation/${{ values.evaluationData }}"))["recall"], 0.0)

    def test_learns_the_same_from_the_same(self):
        rows, labels = read_rows("model/training.csv")

        self.assertEqual(train(rows, labels, epochs=5), train(rows, labels, epochs=5))

    def test_scores_are_probabilities(self):
        for features in ([0.0, 0.0], [1e9, 1e9], [-1e9, -1e9]):
            self.assertTrue(0.0 <= score(read_weights(), features) <= 1.0)


if __name__ == "__main__":
    unittest.main()
