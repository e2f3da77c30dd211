"""Kills each service with kill -9 in the middle of the story. The story must complete, without lost or repeated effects."""

import threading
import time
import unittest

from tests.testing.suite import AS_EXPECTED, SERVICES, Suite, lost_and_twice, verify

# Long enough for two kills of each service during the story.
PAUSE = "--pause=40ms"
KILLS = 2 * len(SERVICES)
DOWN_SECONDS = 0.15


class KillTest(unittest.TestCase):
    def test_the_story_survives_the_death_of_each_service(self):
        self.play("sqlite", 1)

    def test_the_story_survives_the_death_of_each_replica_on_postgres(self):
        self.play("postgres", 2)

    def play(self, store, replicas):
        with Suite(store, replicas) as suite:
            journal = suite.directory / "journal"
            story = suite.story(f"--journal={journal}", PAUSE, "--patience=60s")
            output = []
            reader = threading.Thread(target=lambda: output.append(story.stdout.read()))
            reader.start()
            killed = 0
            while killed < KILLS and story.poll() is None:
                time.sleep(0.4)
                instance = suite.instances[killed % len(suite.instances)]
                suite.kill(instance)
                time.sleep(DOWN_SECONDS)
                suite.start(instance)
                killed += 1
            story.wait(timeout=120)
            reader.join()
            self.assertEqual(killed, KILLS, "the story was over too soon")
            self.assertRegex(output[0].splitlines()[-1], AS_EXPECTED, output[0])
            self.check_effects(suite, journal)

    def check_effects(self, suite, journal):
        # The other replicas add the entries of the last killed one to the tree, or it does so itself after its restart.
        for instance in suite.instances:
            suite.stop(instance)
        for name in SERVICES:
            code, text = verify(suite.database(name), f"--key={suite.pki / name}.ledger.pub")
            self.assertEqual(code, 0, text)
        text = journal.read_text()
        self.assertGreater(text.count("\n"), 50)
        leaves = [leaf for name in SERVICES for leaf in suite.leaves(name)]
        self.assertEqual(lost_and_twice(text, leaves), ([], []))


if __name__ == "__main__":
    unittest.main()
