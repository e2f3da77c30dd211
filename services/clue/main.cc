#include "services/clue/definition.h"

int main(int argc, char** argv) { return liandong::runtime::Run(argc, argv, liandong::clue::ClueDefinition()); }
