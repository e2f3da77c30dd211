#include "tests/testing/postgres/server.h"

#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::testing {
namespace {

// Runs the script that ships with the project and returns what it prints.
std::string Script(const std::string& arguments) {
  const std::string command = absl::StrCat(SOURCE_FOLDER, "/scripts/postgres ", arguments);
  std::unique_ptr<std::FILE, decltype(&pclose)> pipe(popen(command.c_str(), "r"), pclose);
  std::string printed(256, '\0');
  printed.resize(std::fread(printed.data(), 1, printed.size(), pipe.get()));
  if (pclose(pipe.release()) != 0) std::abort();
  return std::string(absl::StripSuffix(printed, "\n"));
}

class Server {
 public:
  Server() { Start(); }
  ~Server() { Script(absl::StrCat("stop ", directory_.path(), " immediate")); }

  std::string NewDatabase() {
    const std::string name = absl::StrCat("test", ++databases_);
    PGconn* const connection = PQconnectdb(absl::StrCat(conninfo_, " dbname=postgres").c_str());
    PQclear(PQexec(connection, absl::StrCat("CREATE DATABASE ", name).c_str()));
    PQfinish(connection);
    return absl::StrCat(conninfo_, " dbname=", name);
  }
  // The first line of its file names it.
  int Process() const {
    int pid = 0;
    std::ifstream(directory_.path() + "/data/postmaster.pid") >> pid;
    return pid;
  }
  void Crash() {
    Script(absl::StrCat("stop ", directory_.path(), " immediate"));
    Start();
  }

 private:
  void Start() { conninfo_ = Script(absl::StrCat("start ", directory_.path())); }

  TemporaryDirectory directory_;
  std::string conninfo_;
  int databases_ = 0;
};

Server& TheServer() {
  static Server server;
  return server;
}

}  // namespace

std::string NewPostgresDatabase() { return TheServer().NewDatabase(); }

int PostgresProcess() { return TheServer().Process(); }

void CrashPostgres() { TheServer().Crash(); }

}  // namespace liandong::testing
