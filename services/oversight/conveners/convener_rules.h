#pragma once

#include "liandong/oversight/v1/conference.pb.h"

// The posts of the conveners, 二(一). Pure.
namespace liandong::oversight::rules {

// The vice district head in charge is the chief convener.
bool IsChief(v1::ConvenerPost post);

}  // namespace liandong::oversight::rules
