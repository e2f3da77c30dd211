#include "shared/connections/acceptor.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

// What an event belongs to. Listeners are numbered from kListener on; smaller numbers are connections.
constexpr uint64_t kListener = uint64_t{1} << 63U;
constexpr uint64_t kWake = ~uint64_t{0};
constexpr int kMaxEvents = 128;
// Connections accepted before ended ones are looked at.
constexpr int kAcceptAtOnce = 64;

bool Add(int epoll, int descriptor, uint32_t events, uint64_t belongs) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = belongs;
  return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Acceptor>> Acceptor::Listen(Settings settings, Server* server) {
  LD_ASSIGN_OR_RETURN(auto listeners, Listener::OpenAll(settings.address));
  auto acceptor = std::unique_ptr<Acceptor>(new Acceptor(std::move(settings), server, std::move(listeners)));
  LD_RETURN_IF_ERROR(acceptor->Prepare());
  return acceptor;
}

Acceptor::Acceptor(Settings settings, Server* server, std::vector<std::unique_ptr<Listener>> listeners)
    : settings_(std::move(settings)),
      server_(server),
      listeners_(std::move(listeners)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      // Otherwise epoll would still report a connection whose other descriptor is open.
      table_(settings_.limits, {.refused = settings_.refused, .will_be_closed = [this](int descriptor) {
                                  epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
                                }}) {}

Acceptor::~Acceptor() {
  Stop();
  if (epoll_ >= 0) close(epoll_);
  if (wake_ >= 0) close(wake_);
}

absl::Status Acceptor::Prepare() {
  bool added = epoll_ >= 0 && wake_ >= 0 && Add(epoll_, wake_, EPOLLIN, kWake);
  for (size_t i = 0; i < listeners_.size(); ++i) {
    added = added && Add(epoll_, listeners_[i]->descriptor(), EPOLLIN, kListener + i);
  }
  return added ? absl::OkStatus() : absl::UnavailableError("cannot wait for connections");
}

void Acceptor::Start() {
  thread_ = std::thread([this] { Run(); });
  pthread_setname_np(thread_.native_handle(), settings_.thread);
}

void Acceptor::Refuse() {
  refusing_ = true;
  Wake();
}

void Acceptor::Stop() {
  stopping_ = true;
  Wake();
  if (thread_.joinable()) thread_.join();
}

void Acceptor::Wake() { eventfd_write(wake_, 1); }

void Acceptor::Expect(const Address& address) {
  absl::MutexLock lock(&mutex_);
  expected_.insert(address.Peer());
}

void Acceptor::ExpectNoMore(const Address& address) {
  absl::MutexLock lock(&mutex_);
  expected_.erase(address.Peer());
}

bool Acceptor::Expected(const Address& address) {
  absl::MutexLock lock(&mutex_);
  return !expected_.empty() && expected_.erase(address.Peer()) > 0;
}

void Acceptor::Run() {
  std::array<epoll_event, kMaxEvents> events{};
  absl::Time watched = absl::InfinitePast();
  while (!stopping_) {
    const int pause = table_.size() == 0 ? -1 : static_cast<int>(absl::ToInt64Milliseconds(limits::kConnectionWatch));
    const int found = epoll_wait(epoll_, events.data(), kMaxEvents, pause);
    for (int i = 0; i < found; ++i) Heard(events[static_cast<size_t>(i)].data.u64);
    // The clock may be set back.
    if (const absl::Time now = absl::Now(); now < watched || now - watched >= limits::kConnectionWatch) {
      watched = now;
      server_->Watch(table_, now);
      table_.CloseLate(now);
      settings_.open(table_.size());
    }
  }
}

void Acceptor::Heard(uint64_t belongs) {
  if (belongs == kWake) {
    eventfd_t ignored = 0;
    eventfd_read(wake_, &ignored);
    if (!refusing_) return;
    for (const auto& listener : listeners_) listener->Close();
  } else if (belongs >= kListener) {
    Accept(*listeners_[static_cast<size_t>(belongs - kListener)]);
  } else {
    table_.Forget(belongs);
  }
}

void Acceptor::Accept(Listener& listener) {
  for (int i = 0; i < kAcceptAtOnce; ++i) {
    if (refusing_) return;
    const auto accepted = listener.Accept();
    if (!accepted.has_value()) return;
    Take(*accepted, absl::Now());
  }
}

void Acceptor::Take(const Listener::Accepted& accepted, absl::Time now) {
  const auto& [descriptor, address] = accepted;
  const bool own_check = Expected(address);
  // The kernel gives out the lowest free number, so that a number tells how many descriptors are in use.
  auto objection = own_check ? std::nullopt : table_.Objection(address, now);
  const int kept = objection.has_value() ? -1 : fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  if (!own_check && kept > settings_.highest_descriptor) objection = Reason::kTotal;
  if (kept < 0 || objection.has_value()) {
    settings_.refused(objection.value_or(Reason::kTotal), "");
    if (kept >= 0) close(kept);
    Disconnect(descriptor);
    close(descriptor);
    return;
  }
  const auto id = table_.Add({.descriptor = kept, .address = address, .since = now, .own_check = own_check});
  // Without events only the end of the connection is reported.
  Add(epoll_, kept, 0, id);
  server_->Serve(descriptor, address);
}

}  // namespace liandong::connections
