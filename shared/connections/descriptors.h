#pragma once

namespace liandong::connections {

// Allows the process as many file descriptors as it may have. Returns how many.
int RaiseDescriptorLimit();

// How many connections leave enough descriptors for everything else. Each takes two.
int MostConnections(int descriptors);

}  // namespace liandong::connections
