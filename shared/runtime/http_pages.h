#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/connections/acceptor.h"

struct MHD_Daemon;

namespace liandong::runtime {

// Serves pages over plain HTTP/1.1 to whatever runs and watches the process. A client that sends its request slowly or
// only half of it delays no other: a connection lives a few seconds at most, and when there are many the oldest ends
// first.
class HttpPages : private connections::Acceptor::Server {
 public:
  struct Page {
    bool ok = true;  // otherwise the status is 503
    std::string text;
  };
  // By path, for example `/metrics`. Called on any thread, and only one at a time.
  using Pages = std::map<std::string, std::function<Page()>>;

  // `address` is host:port. UNAVAILABLE if it cannot listen there.
  static absl::StatusOr<std::unique_ptr<HttpPages>> Listen(const std::string& address, Pages pages);
  ~HttpPages() override;

  // The status and the text for a request.
  struct Answer {
    unsigned status;
    std::string text;
  };
  Answer AnswerTo(const std::string& method, const std::string& path) const;

 private:
  explicit HttpPages(Pages pages) : pages_(std::move(pages)) {}
  bool StartDaemon();
  void Serve(int descriptor, const connections::Address& address) override;

  const Pages pages_;
  MHD_Daemon* daemon_ = nullptr;
  std::unique_ptr<connections::Acceptor> acceptor_;
};

}  // namespace liandong::runtime
