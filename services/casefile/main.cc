#include "services/casefile/service.h"

int main(int argc, char** argv) { return liandong::runtime::Run(argc, argv, liandong::casefile::CasefileDefinition()); }
