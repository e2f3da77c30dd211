#pragma once

#include <cstdint>

namespace liandong::connections {

// The streams of a connection since it began, as gRPC counts them.
struct Streams {
  int64_t started = 0;
  int64_t completed = 0;  // the server sent the status
  int64_t reset = 0;      // they ended without it

  int64_t open() const { return started - completed - reset; }
  // All that were reset. gRPC counts one only when its call is cleaned up, which takes seconds if there are many; but
  // no connection can have more open than it may have at once.
  int64_t ended_early() const;

  bool operator==(const Streams&) const = default;
};

// Judges what a connection sends. A pure function of what it is told.
class Conduct {
 public:
  // Whether enough bytes arrived since the streams were last looked at that it is worth looking again.
  bool WorthALook(int64_t received) const;

  // What happened to the streams since the last look.
  struct Since {
    int64_t completed;
    int64_t reset;
  };
  Since Look(int64_t received, const Streams& streams);

  // Whether too many bytes arrived since a stream last started or ended. All frames that are not calls count: headers
  // that do not end, settings, pings, windows. Nor may many streams begin and none end: parts of messages stay in
  // memory.
  bool SendsWithoutCalls() const;

 private:
  Streams streams_;
  int64_t looked_at_ = 0;  // bytes at the last look
  int64_t moved_at_ = 0;   // bytes when a stream last started or ended
  int64_t ended_at_ = 0;   // bytes when a stream last ended
};

}  // namespace liandong::connections
