#include "tools/pki/authority.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace liandong::pki {
namespace {

constexpr int kSerialBytes = 16;
constexpr absl::Duration kListValidity = absl::Hours(24 * 3650);

using Bio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

Bio Memory() { return {BIO_new(BIO_s_mem()), BIO_free_all}; }
Bio Memory(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free_all};
}

std::string Text(const Bio& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<size_t>(size)};
}

std::shared_ptr<EVP_PKEY> Own(EVP_PKEY* key) {
  // Without keys nothing can be created.
  if (key == nullptr) std::abort();
  return {key, EVP_PKEY_free};
}

std::string PrivatePem(EVP_PKEY* key) {
  const Bio bio = Memory();
  PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return Text(bio);
}

std::string CertificatePem(X509* certificate) {
  const Bio bio = Memory();
  PEM_write_bio_X509(bio.get(), certificate);
  return Text(bio);
}

void SetTime(ASN1_TIME* target, absl::Time time) { ASN1_TIME_set(target, absl::ToTimeT(time)); }

void SetRandomSerial(X509* certificate) {
  std::array<unsigned char, kSerialBytes> bytes;
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) std::abort();
  bytes[0] &= 0x7f;  // a positive number
  BIGNUM* number = BN_bin2bn(bytes.data(), bytes.size(), nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
  BN_free(number);
}

void AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  if (extension == nullptr) std::abort();
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

std::shared_ptr<X509> Blank(const std::string& common_name, EVP_PKEY* key, absl::Time not_before,
                            absl::Time not_after) {
  std::shared_ptr<X509> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  SetRandomSerial(certificate.get());
  SetTime(X509_getm_notBefore(certificate.get()), not_before);
  SetTime(X509_getm_notAfter(certificate.get()), not_after);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const auto* text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0);
  return certificate;
}

std::string AlternativeNames(const Subject& subject) {
  std::vector<std::string> names;
  for (const std::string& uri : subject.uris) names.push_back("URI:" + uri);
  if (subject.server) {
    names.push_back("DNS:" + subject.common_name);
    names.emplace_back("DNS:localhost");
    names.emplace_back("IP:127.0.0.1");
  }
  return absl::StrJoin(names, ",");
}

void Revoke(X509_CRL* list, const X509& certificate, absl::Time now) {
  X509_REVOKED* entry = X509_REVOKED_new();
  X509_REVOKED_set_serialNumber(entry, const_cast<ASN1_INTEGER*>(X509_get0_serialNumber(&certificate)));
  ASN1_TIME* time = ASN1_TIME_new();
  SetTime(time, now);
  X509_REVOKED_set_revocationDate(entry, time);
  ASN1_TIME_free(time);
  X509_CRL_add0_revoked(list, entry);
}

}  // namespace

Authority::Authority(std::shared_ptr<x509_st> certificate, std::shared_ptr<evp_pkey_st> key)
    : certificate_(std::move(certificate)), key_(std::move(key)) {}

absl::StatusOr<Authority> Authority::Make(absl::Time not_before, absl::Time not_after) {
  auto key = Own(EVP_EC_gen("P-256"));
  auto certificate = Blank("Liandong development authority", key.get(), not_before, not_after);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
  AddExtension(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  AddExtension(certificate.get(), certificate.get(), NID_subject_key_identifier, "hash");
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) return absl::InternalError("cannot sign");
  return Authority(std::move(certificate), std::move(key));
}

absl::StatusOr<Authority> Authority::FromPem(const std::string& certificate, const std::string& key) {
  std::shared_ptr<X509> x509(PEM_read_bio_X509(Memory(certificate).get(), nullptr, nullptr, nullptr), X509_free);
  std::shared_ptr<EVP_PKEY> pkey(PEM_read_bio_PrivateKey(Memory(key).get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (x509 == nullptr || pkey == nullptr)
    return absl::InvalidArgumentError("the text is not the PEM certificate of an authority");
  return Authority(std::move(x509), std::move(pkey));
}

absl::StatusOr<Issued> Authority::Issue(const Subject& subject) const {
  const auto key = Own(EVP_EC_gen("P-256"));
  const auto certificate = Blank(subject.common_name, key.get(), subject.not_before, subject.not_after);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate_.get()));
  AddExtension(certificate.get(), certificate_.get(), NID_basic_constraints, "critical,CA:FALSE");
  AddExtension(certificate.get(), certificate_.get(), NID_key_usage, "critical,digitalSignature");
  AddExtension(certificate.get(), certificate_.get(), NID_ext_key_usage,
               subject.server ? "serverAuth,clientAuth" : "clientAuth");
  AddExtension(certificate.get(), certificate_.get(), NID_subject_key_identifier, "hash");
  AddExtension(certificate.get(), certificate_.get(), NID_authority_key_identifier, "keyid:always");
  const std::string names = AlternativeNames(subject);
  if (!names.empty()) AddExtension(certificate.get(), certificate_.get(), NID_subject_alt_name, names);
  if (X509_sign(certificate.get(), key_.get(), EVP_sha256()) == 0) return absl::InternalError("cannot sign");
  return Issued{CertificatePem(certificate.get()), PrivatePem(key.get())};
}

absl::StatusOr<std::string> Authority::RevocationList(const std::vector<std::string>& revoked_certificates,
                                                      absl::Time now) const {
  const std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)> list(X509_CRL_new(), X509_CRL_free);
  X509_CRL_set_version(list.get(), 1);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(certificate_.get()));
  ASN1_TIME* time = ASN1_TIME_new();
  SetTime(time, now);
  X509_CRL_set1_lastUpdate(list.get(), time);
  SetTime(time, now + kListValidity);
  X509_CRL_set1_nextUpdate(list.get(), time);
  ASN1_TIME_free(time);
  for (const std::string& pem : revoked_certificates) {
    const std::unique_ptr<X509, decltype(&X509_free)> revoked(
        PEM_read_bio_X509(Memory(pem).get(), nullptr, nullptr, nullptr), X509_free);
    if (revoked == nullptr) return absl::InvalidArgumentError("the file is not a certificate");
    Revoke(list.get(), *revoked, now);
  }
  X509_CRL_sort(list.get());
  if (X509_CRL_sign(list.get(), key_.get(), EVP_sha256()) == 0) return absl::InternalError("cannot sign");
  const Bio bio = Memory();
  PEM_write_bio_X509_CRL(bio.get(), list.get());
  return Text(bio);
}

std::string Authority::certificate() const { return CertificatePem(certificate_.get()); }
std::string Authority::key() const { return PrivatePem(key_.get()); }

LedgerKeys MakeLedgerKeys(LedgerAlgorithm algorithm) {
  const char* const name = algorithm == LedgerAlgorithm::kSm2 ? "SM2" : "ED25519";
  const auto key = Own(EVP_PKEY_Q_keygen(nullptr, nullptr, name));
  const Bio bio = Memory();
  PEM_write_bio_PUBKEY(bio.get(), key.get());
  return {PrivatePem(key.get()), Text(bio)};
}

std::string MakeMasterKey() {
  std::array<unsigned char, 32> bytes;
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) std::abort();
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace liandong::pki
