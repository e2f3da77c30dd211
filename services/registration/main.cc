#include "services/registration/definition.h"
#include "shared/runtime/process.h"

int main(int argc, char** argv) {
  return liandong::runtime::Run(argc, argv, liandong::registration::RegistrationDefinition());
}
