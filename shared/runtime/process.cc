#include "shared/runtime/process.h"
#include "shared/command_line/command_line.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "shared/base/status_macros.h"
#include "shared/runtime/grpc_log.h"
#include "shared/runtime/host.h"
#include "shared/runtime/service_manager.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {
namespace {

// A core file would contain what is encrypted everywhere else.
void ForbidCoreDumps() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

// A service needs no privileges of root, and no programs that could grant some. An attacker who breaks in then gets
// none either.
bool GiveUpPrivileges() {
  for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability) {
    // If this is not permitted, existing privileges are still given up below.
    prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  }
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_capset, &header, none) == 0;
}

sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

absl::Status ServeUntilStopped(const Definition& definition, const base::Clock& clock, const sigset_t& signals) {
  LD_ASSIGN_OR_RETURN(const Config config, ConfigFromFlags(definition.service));
  LD_ASSIGN_OR_RETURN(auto host, Host::Create(config, definition, &clock));
  NotifyServiceManager(kReadyNotice);
  int signal = 0;
  sigwait(&signals, &signal);
  NotifyServiceManager(kStoppingNotice);
  host->Drain();
  return absl::OkStatus();
}

}  // namespace

int Run(int argc, char** argv, const Definition& definition, const base::Clock& clock) {
  // Debian builds Abseil with deadlock detection, which costs more than the locks themselves.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  identity::PrepareTls();
  AdoptGrpcLog();
  ForbidCoreDumps();
  if (!GiveUpPrivileges()) {
    telemetry::Log(telemetry::Severity::kError, "cannot give up privileges");
    return 1;
  }
  const std::string name = law::ServiceSlug(definition.service);
  command_line::ParseCommandLine(argc, argv, absl::StrCat("Serves Liandong's ", name, " service over mutual TLS."));
  telemetry::SetLogService(name);
  // Before any thread begins, so that all threads inherit the mask and only sigwait receives the signal.
  const sigset_t signals = BlockStopSignals();
  const absl::Status status = ServeUntilStopped(definition, clock, signals);
  if (status.ok()) return 0;
  telemetry::Log(telemetry::Severity::kError, "the service cannot start or has failed",
                 {{"status", status}, {"flag_at", telemetry::Setting(command_line::PlaceOfFlagIn(status.message()))}});
  return 1;
}

int Run(int argc, char** argv, const Definition& definition) {
  return Run(argc, argv, definition, base::SystemClock());
}

}  // namespace liandong::runtime
