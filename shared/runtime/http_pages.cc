#include "shared/runtime/http_pages.h"

#include <microhttpd.h>

#include <utility>

#include "shared/base/status_macros.h"
#include "shared/connections/descriptors.h"

namespace liandong::runtime {
namespace {

// Few connections are needed, because each serves one request.
constexpr connections::Limits kLimits{.connections = 128,
                                      .of_address = 64,
                                      .of_caller = 0,  // nobody is known by name here
                                      .handshakes = 128,
                                      .handshakes_of_address = 64,
                                      .handshake = absl::Seconds(5),
                                      .rate = 200,
                                      .burst = 256,
                                      .failure = 0};  // no handshake is ever finished here
constexpr unsigned kIdleSeconds = 3;
constexpr size_t kConnectionMemory = 16 << 10;

MHD_Result Respond(void* pages, MHD_Connection* connection, const char* path, const char* method, const char*,
                   const char*, size_t*, void**) {
  const HttpPages::Answer answer = static_cast<const HttpPages*>(pages)->AnswerTo(method, path);
  // The library copies the text and does not change it.
  MHD_Response* const response =
      MHD_create_response_from_buffer(answer.text.size(), const_cast<char*>(answer.text.data()), MHD_RESPMEM_MUST_COPY);
  if (response == nullptr) return MHD_NO;
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
  const MHD_Result queued = MHD_queue_response(connection, answer.status, response);
  MHD_destroy_response(response);
  return queued;
}

}  // namespace

absl::StatusOr<std::unique_ptr<HttpPages>> HttpPages::Listen(const std::string& address, Pages pages) {
  auto served = std::unique_ptr<HttpPages>(new HttpPages(std::move(pages)));
  const int descriptors = connections::RaiseDescriptorLimit();
  LD_ASSIGN_OR_RETURN(served->acceptor_,
                      connections::Acceptor::Listen({.address = address,
                                                     .limits = kLimits,
                                                     .highest_descriptor = descriptors,
                                                     .thread = "http-accept",
                                                     .refused = [](connections::Reason, const std::string&) {},
                                                     .open = [](size_t) {}},
                                                    served.get()));
  if (!served->StartDaemon()) return absl::UnavailableError("cannot serve pages over HTTP");
  served->acceptor_->Start();
  return served;
}

HttpPages::~HttpPages() {
  if (acceptor_ != nullptr) acceptor_->Stop();
  if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
}

bool HttpPages::StartDaemon() {
  daemon_ = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC, 0, nullptr,
                             nullptr, &Respond, this, MHD_OPTION_CONNECTION_TIMEOUT, kIdleSeconds,
                             MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory, MHD_OPTION_END);
  return daemon_ != nullptr;
}

void HttpPages::Serve(int descriptor, const connections::Address& address) {
  // Closes the descriptor if it fails.
  MHD_add_connection(daemon_, descriptor, address.data(), address.length());
}

HttpPages::Answer HttpPages::AnswerTo(const std::string& method, const std::string& path) const {
  if (method != MHD_HTTP_METHOD_GET) return {MHD_HTTP_METHOD_NOT_ALLOWED, "only GET is served\n"};
  const auto page = pages_.find(path);
  if (page == pages_.end()) return {MHD_HTTP_NOT_FOUND, "no such page\n"};
  auto [ok, text] = page->second();
  return {ok ? unsigned{MHD_HTTP_OK} : unsigned{MHD_HTTP_SERVICE_UNAVAILABLE}, std::move(text)};
}

}  // namespace liandong::runtime
