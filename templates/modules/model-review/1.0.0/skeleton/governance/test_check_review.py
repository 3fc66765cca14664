import datetime
import unittest

from governance.check_review import findings

TODAY = datetime.date(2026, 6, 1)


def found(card=None, review=None, results=None):
    whole_card = {"riskClass": "limited", "modelVersion": "2", "intendedUse": "x", "limitations": "x", "trainingData": "x"}
    whole_review = {"reference": "MRB-1", "date": "2026-05-01", "modelVersion": "2", "reviewers": ["ada"]}
    evaluation = {"thresholds": {"accuracy": 0.8}, "results": {"accuracy": 0.9, **(results or {})}}
    return list(findings({**whole_card, **(card or {})}, {**whole_review, **(review or {})}, evaluation, TODAY))


class ReviewTest(unittest.TestCase):
    def test_passes_what_was_reviewed(self):
        self.assertEqual(found(), [])

    def test_refuses_another_version_than_the_reviewed_one(self):
        self.assertEqual(len(found(card={"modelVersion": "3"})), 1)

    def test_wants_two_reviewers_where_the_risk_is_high(self):
        self.assertEqual(len(found(card={"riskClass": "high"})), 1)
        self.assertEqual(found(card={"riskClass": "high"}, review={"reviewers": ["ada", "grace"]}), [])

    def test_lets_a_review_run_out(self):
        self.assertEqual(len(found(review={"date": "2025-05-01"})), 1)
        self.assertEqual(found(card={"riskClass": "minimal"}, review={"date": "2025-05-01"}), [])

    def test_wants_results_that_reach_the_thresholds(self):
        self.assertEqual(len(found(results={"accuracy": 0.7})), 1)

    def test_wants_the_limitations_told(self):
        self.assertEqual(len(found(card={"limitations": ""})), 1)


if __name__ == "__main__":
    unittest.main()
