"""What an operator does with grpcurl, and who is refused."""

import json
import shutil
import socket
import ssl
import subprocess
import time
import unittest

from tests.testing.suite import BIN, Suite, grpcurl_binary

CLUE = "liandong.clue.v1.ClueService"
OBLIGATION = "liandong.obligation.v1.ObligationService"
CASEFILE = "liandong.casefile.v1.CasefileService"
REPORT = {
    "channel": "CLUE_CHANNEL_MANDATORY_REPORT",
    "kind": "CLUE_KIND_CHILD_TRAFFICKING",
    "description": "校门口有陌生人带走学生",
}
SAMPLE = {
    "role": "DNA_ROLE_SUSPECTED_CHILD",
    "subject": "victimFiles/x",
    "kit_number": "K-1",
    "collect_time": "2026-01-01T00:00:00Z",
}


class SuiteTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())


@unittest.skipUnless(grpcurl_binary(), "grpcurl needs Go")
class GrpcurlTest(SuiteTest):
    def call(self, service, *words, certificate="education-commission", body=None, flags=()):
        return self.suite.grpcurl(service, *words, certificate=certificate, body=body, flags=flags)

    def test_list_names_the_service_health_and_reflection(self):
        code, text = self.call("clue", "list")
        self.assertEqual(code, 0, text)
        listed = text.split()
        for name in ("grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection", CLUE, OBLIGATION):
            self.assertIn(name, listed)
        self.assertNotIn(CASEFILE, listed)

    def test_describe_shows_the_contract(self):
        code, text = self.call("casefile", "describe", f"{CASEFILE}.RegisterDnaSample")
        self.assertEqual(code, 0, text)
        self.assertIn("(.liandong.contract.v1.callers) = AUDIENCE_DNA_POLICE", text)
        code, text = self.call("casefile", "describe", "liandong.contract.v1.Audience")
        self.assertEqual(code, 0, text)
        self.assertRegex(text, r"AUDIENCE_DNA_POLICE = \d+ \[\s*\(.liandong.contract.v1.audience\) = \{ police: \[ CLAUSE_4_5 \]")

    def test_describe_shows_the_law(self):
        code, text = self.call("clue", "describe", "liandong.contract.v1.Clause")
        self.assertEqual(code, 0, text)
        self.assertIn("三(三)4", text)
        self.assertIn("婚姻登记领域", text)

    def test_health_is_served_with_its_descriptor(self):
        for name in self.suite.ports:
            code, text = self.call(name, "grpc.health.v1.Health/Check")
            self.assertEqual(code, 0, text)
            self.assertIn("SERVING", text)

    def test_the_education_commission_reports_a_clue(self):
        code, text = self.call("clue", f"{CLUE}/ReportClue", body=REPORT, flags=("-H", "ld-purpose: 3-3-2-p1"))
        self.assertEqual(code, 0, text)
        reply = json.loads(text)
        self.assertRegex(reply["name"], r"^clues/[0-9a-z]{26}$")
        self.assertNotIn("description", reply)

    def test_the_court_is_refused_dna_with_the_clause(self):
        code, text = self.call("casefile", f"{CASEFILE}/RegisterDnaSample", certificate="court", body=SAMPLE)
        self.assertNotEqual(code, 0)
        for part in ("PermissionDenied", "CALLER_NOT_PERMITTED", "四(五)", "zh-CN"):
            self.assertIn(part, text)

    def test_expired_and_revoked_certificates_get_no_answer(self):
        for certificate in (None, "expired", "revoked"):
            code, text = self.call("clue", "list", certificate=certificate, flags=("-connect-timeout", "1"))
            self.assertNotEqual(code, 0, certificate)
            self.assertNotIn(CLUE, text)


class HandshakeTest(SuiteTest):
    def context(self, certificate, maximum=ssl.TLSVersion.TLSv1_3):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self.suite.pki / "ca.crt")
        context.maximum_version = maximum
        context.set_alpn_protocols(["h2"])
        if certificate:
            context.load_cert_chain(self.suite.pki / f"{certificate}.crt", self.suite.pki / f"{certificate}.key")
        return context

    def connect(self, context, session=None):
        """Returns a TLS connection that has exchanged HTTP/2 with the server. Raises OSError if the server refused."""
        plain = socket.create_connection(("127.0.0.1", self.suite.ports["clue"]), timeout=10)
        secure = context.wrap_socket(plain, server_hostname="localhost", session=session)
        # With TLS 1.3, a refused client notices the refusal only when it reads.
        secure.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00")
        if not secure.recv(64):
            raise ConnectionResetError("closed")
        return secure

    def test_tls_1_3_and_a_certificate_or_nothing(self):
        self.connect(self.context("court")).close()
        with self.assertRaises(OSError):
            self.connect(self.context("court", maximum=ssl.TLSVersion.TLSv1_2))
        for certificate in (None, "expired", "revoked"):
            with self.assertRaises(OSError):
                self.connect(self.context(certificate))

    def test_a_resumed_session_does_not_outlive_a_revocation(self):
        context = self.context("trade-union")
        first = self.connect(context)
        session = first.session
        first.close()
        resumed = self.connect(context, session)
        self.assertTrue(resumed.session_reused)
        session = resumed.session
        resumed.close()
        revoke = [BIN / "devpki", f"--out={self.suite.pki}", f"--revoke={self.suite.pki / 'trade-union.crt'}"]
        subprocess.run(revoke, check=True)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                again = self.connect(context, session)
            except OSError:
                return
            session = again.session
            again.close()
        self.fail("a revoked certificate still gets in by a resumed session")


class StartTest(unittest.TestCase):
    def test_a_service_does_not_start_without_a_revocation_list_or_with_a_forged_one(self):
        suite = Suite()
        try:
            other = Suite()
            for forge in (lambda path: path.unlink(), lambda path: shutil.copy(other.pki / "crl.pem", path)):
                forge(suite.pki / "crl.pem")
                with self.assertRaises(RuntimeError):
                    suite.start("clue")
        finally:
            suite.__exit__()
            other.__exit__()


if __name__ == "__main__":
    unittest.main()
