import json
import threading
import unittest
import urllib.error
import urllib.request

from service.http import serve


class ServiceTest(unittest.TestCase):
    def setUp(self):
        self.server = serve(0)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://localhost:{self.server.server_port}"

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()

    def ask(self, path, body=None):
        try:
            with urllib.request.urlopen(self.address + path, body and body.encode(), timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.load(refusal)

    def test_is_alive_and_ready(self):
        for path in ("/health/live", "/health/ready"):
            self.assertEqual(self.ask(path), (200, {"status": "UP"}))

    def test_scores(self):
        status, body = self.ask("/v1/score", '{"features": [0.9, 0.9]}')

        self.assertEqual(status, 200)
        self.assertGreater(body["score"], 0.5)

    def test_refuses_what_it_cannot_score(self):
        for body in ("nothing", "{}", '{"features": [1]}', '{"features": ["x", 1]}', '{"features": [NaN, 1]}', "[]"):
            self.assertEqual(self.ask("/v1/score", body)[0], 400, body)


if __name__ == "__main__":
    unittest.main()
