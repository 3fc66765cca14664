"""The model over HTTP, with the health endpoints that the platform asks for."""

import http.server
import json

from model.files import read_weights
from model.logistic import score

LARGEST = 64 * 1024


class Requests(http.server.BaseHTTPRequestHandler):
    server_version = "${{ values.name }}"

    def do_GET(self):
        if self.path in ("/health/live", "/health/ready"):
            self.answer(200, {"status": "UP"})
        else:
            self.answer(404, {"detail": "There is nothing here."})

    def do_POST(self):
        if self.path != "/v1/score":
            return self.answer(404, {"detail": "There is nothing here."})
        length = int(self.headers.get("content-length") or 0)
        if length > LARGEST:
            return self.answer(413, {"detail": f"A request has at most {LARGEST} bytes."})
        try:
            features = [float(x) for x in json.loads(self.rfile.read(length))["features"]]
            self.answer(200, {"score": score(self.server.weights, features)})
        except (ValueError, TypeError, KeyError) as fault:
            self.answer(400, {"detail": f"Send features as numbers: {fault}"})

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        """Health checks would be most of the log."""


def serve(port):
    server = http.server.ThreadingHTTPServer(("", port), Requests)
    server.weights = read_weights()
    return server
