#include "services/registration/definition.h"

int main(int argc, char** argv) {
  return liandong::runtime::Run(argc, argv, liandong::registration::RegistrationDefinition());
}
