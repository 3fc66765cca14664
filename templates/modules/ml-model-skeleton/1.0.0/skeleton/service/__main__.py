"""Serves the model: python3 -m service"""

import os

from service.http import serve

if __name__ == "__main__":
    serve(int(os.environ.get("PORT", "8080"))).serve_forever()
