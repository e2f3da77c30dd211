#include "shared/seal/root_token.h"

#include <p11-kit/p11-kit.h>
#include <p11-kit/pkcs11.h>
#include <p11-kit/uri.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "shared/base/status_macros.h"

namespace liandong::seal {
namespace {

constexpr size_t kNonce = 12;
constexpr unsigned kTagBits = 128;
constexpr size_t kMostKeys = 64;

using Uri = std::unique_ptr<P11KitUri, decltype(&p11_kit_uri_free)>;

absl::Status Failed(absl::string_view what, CK_RV code) {
  return absl::UnavailableError(absl::StrCat("the token cannot ", what, ": ", p11_kit_strerror(code)));
}

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
}

// Reads the file that `pin-source` names, which only its owner should be able to read.
absl::StatusOr<std::string> ReadPin(const P11KitUri& uri) {
  const char* const source = p11_kit_uri_get_pin_source(const_cast<P11KitUri*>(&uri));
  if (source == nullptr) return absl::InvalidArgumentError("the PKCS #11 URI must contain pin-source");
  absl::string_view path = source;
  absl::ConsumePrefix(&path, "file:");
  std::ifstream file{std::string(path)};
  std::string pin;
  if (!std::getline(file, pin)) return absl::NotFoundError(absl::StrCat("cannot read the PIN from ", path));
  return pin;
}

struct NamedObject {
  std::string id;  // CKA_ID
  CK_OBJECT_HANDLE handle;
};

// One session with a token, which never reveals its keys. Calls take turns, because a session belongs to one thread.
class RootToken : public RootKeys {
 public:
  explicit RootToken(Uri uri) : uri_(std::move(uri)) {}

  ~RootToken() override {
    if (module_ == nullptr) return;
    if (session_ != 0) module_->C_CloseSession(session_);
    p11_kit_module_finalize(module_);
    p11_kit_module_release(module_);
  }

  absl::Status Start() {
    const char* const path = p11_kit_uri_get_module_path(uri_.get());
    if (path == nullptr) return absl::InvalidArgumentError("the PKCS #11 URI must contain module-path");
    module_ = p11_kit_module_load(path, 0);
    if (module_ == nullptr) return absl::NotFoundError(absl::StrCat("cannot load the PKCS #11 module ", path));
    const CK_RV initialized = p11_kit_module_initialize(module_);
    if (initialized != CKR_OK) return Failed("start", initialized);
    LD_RETURN_IF_ERROR(LogIn());
    return Refresh();
  }

  absl::Status Refresh() override {
    const absl::MutexLock lock(&mutex_);
    LD_ASSIGN_OR_RETURN(auto keys, FindKeys());
    if (keys.empty()) return absl::NotFoundError("the token contains no AES key that matches the PKCS #11 URI");
    std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    keys_ = std::move(keys);
    return absl::OkStatus();
  }

  std::string Newest() const override {
    const absl::MutexLock lock(&mutex_);
    return NameOf(keys_.back());
  }

  absl::StatusOr<std::string> Wrap(const Key& key, absl::string_view bound) const override {
    std::string nonce(kNonce, '\0');
    if (RAND_bytes(Bytes(nonce), kNonce) != 1) return absl::InternalError("the token returned no random bytes");
    const absl::MutexLock lock(&mutex_);
    CK_GCM_PARAMS parameters = Parameters(nonce, bound);
    CK_MECHANISM mechanism{CKM_AES_GCM, &parameters, sizeof(parameters)};
    const CK_RV begun = module_->C_EncryptInit(session_, &mechanism, keys_.back().handle);
    if (begun != CKR_OK) return Failed("wrap", begun);
    std::string wrapped(Key::kSize + kTagBits / 8, '\0');
    CK_ULONG size = wrapped.size();
    const CK_RV done = module_->C_Encrypt(session_, Bytes(key.view()), Key::kSize, Bytes(wrapped), &size);
    if (done != CKR_OK) return Failed("wrap", done);
    return absl::StrCat(nonce, wrapped.substr(0, size));
  }

  absl::StatusOr<Key> Unwrap(const std::string& root, absl::string_view wrapped,
                             absl::string_view bound) const override {
    const absl::MutexLock lock(&mutex_);
    const auto found =
        std::find_if(keys_.begin(), keys_.end(), [&](const NamedObject& one) { return NameOf(one) == root; });
    if (found == keys_.end())
      return absl::NotFoundError(absl::StrCat("the token does not contain the root key ", root));
    if (wrapped.size() < kNonce) return absl::DataLossError("an encrypted key is too short");
    CK_GCM_PARAMS parameters = Parameters(wrapped.substr(0, kNonce), bound);
    CK_MECHANISM mechanism{CKM_AES_GCM, &parameters, sizeof(parameters)};
    const CK_RV begun = module_->C_DecryptInit(session_, &mechanism, found->handle);
    if (begun != CKR_OK) return Failed("unwrap", begun);
    const absl::string_view sealed = wrapped.substr(kNonce);
    std::string bytes(wrapped.size(), '\0');
    CK_ULONG size = bytes.size();
    const CK_RV done = module_->C_Decrypt(session_, Bytes(sealed), sealed.size(), Bytes(bytes), &size);
    if (done != CKR_OK || size != Key::kSize) return absl::DataLossError("the token cannot decrypt an encrypted key");
    Key key(absl::string_view(bytes).substr(0, size));
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
  }

  std::optional<Key> Oldest() const override { return std::nullopt; }

 private:
  static std::string NameOf(const NamedObject& key) { return absl::StrCat("token/", absl::BytesToHexString(key.id)); }

  static CK_GCM_PARAMS Parameters(absl::string_view nonce, absl::string_view bound) {
    CK_GCM_PARAMS parameters{};
    parameters.pIv = Bytes(nonce);
    parameters.ulIvLen = nonce.size();
    parameters.ulIvBits = nonce.size() * 8;
    parameters.pAAD = Bytes(bound);
    parameters.ulAADLen = bound.size();
    parameters.ulTagBits = kTagBits;
    return parameters;
  }

  absl::Status LogIn() {
    LD_ASSIGN_OR_RETURN(const CK_SLOT_ID slot, FindSlot());
    const CK_RV opened = module_->C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &session_);
    if (opened != CKR_OK) return Failed("open a session", opened);
    LD_ASSIGN_OR_RETURN(std::string pin, ReadPin(*uri_));
    const CK_RV in = module_->C_Login(session_, CKU_USER, Bytes(pin), pin.size());
    OPENSSL_cleanse(pin.data(), pin.size());
    return in == CKR_OK || in == CKR_USER_ALREADY_LOGGED_IN ? absl::OkStatus() : Failed("log in", in);
  }

  absl::StatusOr<CK_SLOT_ID> FindSlot() const {
    std::vector<CK_SLOT_ID> slots(kMostKeys);
    CK_ULONG count = slots.size();
    const CK_RV listed = module_->C_GetSlotList(CK_TRUE, slots.data(), &count);
    if (listed != CKR_OK) return Failed("list its slots", listed);
    for (CK_ULONG i = 0; i < count; ++i) {
      CK_TOKEN_INFO info{};
      const bool known = module_->C_GetTokenInfo(slots[i], &info) == CKR_OK;
      if (known && p11_kit_uri_match_token_info(uri_.get(), &info) == 1) return slots[i];
    }
    return absl::NotFoundError("no token matches the PKCS #11 URI");
  }

  absl::StatusOr<std::vector<NamedObject>> FindKeys() const {
    CK_OBJECT_CLASS object_class = CKO_SECRET_KEY;
    CK_KEY_TYPE type = CKK_AES;
    std::vector<CK_ATTRIBUTE> wanted = {{CKA_CLASS, &object_class, sizeof(object_class)},
                                        {CKA_KEY_TYPE, &type, sizeof(type)}};
    for (const CK_ATTRIBUTE_TYPE named : {CKA_LABEL, CKA_ID}) {
      const CK_ATTRIBUTE* const given = p11_kit_uri_get_attribute(uri_.get(), named);
      if (given != nullptr) wanted.push_back(*given);
    }
    const CK_RV begun = module_->C_FindObjectsInit(session_, wanted.data(), wanted.size());
    if (begun != CKR_OK) return Failed("look for keys", begun);
    std::array<CK_OBJECT_HANDLE, kMostKeys> handles{};
    CK_ULONG count = 0;
    const CK_RV found = module_->C_FindObjects(session_, handles.data(), handles.size(), &count);
    module_->C_FindObjectsFinal(session_);
    if (found != CKR_OK) return Failed("look for keys", found);
    std::vector<NamedObject> keys;
    for (CK_ULONG i = 0; i < count; ++i) {
      std::string id(kMostKeys, '\0');
      CK_ATTRIBUTE attribute{CKA_ID, id.data(), id.size()};
      const CK_RV read = module_->C_GetAttributeValue(session_, handles[i], &attribute, 1);
      if (read != CKR_OK) return Failed("read the id of a key", read);
      keys.push_back({id.substr(0, attribute.ulValueLen), handles[i]});
    }
    return keys;
  }

  const Uri uri_;
  CK_FUNCTION_LIST* module_ = nullptr;
  CK_SESSION_HANDLE session_ = 0;
  mutable absl::Mutex mutex_;
  std::vector<NamedObject> keys_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RootKeys>> OpenRootToken(const std::string& uri) {
  Uri parsed(p11_kit_uri_new(), p11_kit_uri_free);
  if (p11_kit_uri_parse(uri.c_str(), P11_KIT_URI_FOR_ANY, parsed.get()) != P11_KIT_URI_OK) {
    return absl::InvalidArgumentError("the text is not a PKCS #11 URI (RFC 7512)");
  }
  auto token = std::make_unique<RootToken>(std::move(parsed));
  LD_RETURN_IF_ERROR(token->Start());
  return token;
}

}  // namespace liandong::seal
