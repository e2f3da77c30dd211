// Counts the allocations of the process. These functions replace those of the C library for the program and for all of
// its libraries, and call them by the names under which the C library also exports them.
#include <sys/prctl.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "tests/bench/budget/counts.h"

namespace liandong::budget {
namespace {

// How the names of threads begin that do something from time to time: gRPC looks at the files of certificates, and the
// acceptor at the connections. The slower the machine, the more often they do during a call.
constexpr std::string_view kBesideCalls[] = {"FileWatcher", "connections"};
constexpr size_t kNameSize = 16;
// A thread has its name after at most so many allocations.
constexpr int kUnnamed = 16;

void CountAllocation() {
  thread_local int asked = 0;
  thread_local bool counts = true;
  if (asked < kUnnamed) {
    ++asked;
    char name[kNameSize] = {};
    prctl(PR_GET_NAME, name);
    counts = std::none_of(std::begin(kBesideCalls), std::end(kBesideCalls),
                          [&](std::string_view beside) { return std::string_view(name).starts_with(beside); });
  }
  if (counts) Add(Quantity::kAllocations);
}

}  // namespace
}  // namespace liandong::budget

extern "C" {

void* __libc_malloc(size_t size) noexcept;
void* __libc_calloc(size_t count, size_t size) noexcept;
void* __libc_realloc(void* old, size_t size) noexcept;

void* malloc(size_t size) noexcept {
  liandong::budget::CountAllocation();
  return __libc_malloc(size);
}

void* calloc(size_t count, size_t size) noexcept {
  liandong::budget::CountAllocation();
  return __libc_calloc(count, size);
}

void* realloc(void* old, size_t size) noexcept {
  liandong::budget::CountAllocation();
  return __libc_realloc(old, size);
}

}  // extern "C"
