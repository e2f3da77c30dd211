# The library headers that most sources include are parsed once, because parsing them takes most of the time of compiling.
# A source still includes what it uses; a build with -DLIANDONG_PRECOMPILE=OFF tells whether it does.
option(LIANDONG_PRECOMPILE "Parse the headers of libraries once for all sources" ON)

set(precompiled_headers
    <algorithm> <cstdint> <functional> <map> <memory> <optional> <set> <string> <utility> <vector>
    <absl/container/flat_hash_map.h> <absl/functional/function_ref.h> <absl/status/statusor.h> <absl/strings/escaping.h>
    <absl/strings/match.h> <absl/strings/numbers.h> <absl/strings/str_cat.h> <absl/strings/str_join.h>
    <absl/strings/str_split.h> <absl/strings/strip.h> <absl/synchronization/mutex.h> <absl/time/clock.h> <absl/time/time.h>
    <google/protobuf/descriptor.pb.h> <google/protobuf/field_mask.pb.h> <google/protobuf/map_field_inl.h>
    <google/protobuf/timestamp.pb.h> <google/protobuf/wire_format.h>
    <grpcpp/grpcpp.h> <grpcpp/impl/client_unary_call.h> <grpcpp/support/client_callback.h>
    <grpcpp/support/method_handler.h>)

if(LIANDONG_PRECOMPILE)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cc CONTENT "")
  # Tests have a header of their own, so that a service cannot use GoogleTest without including it.
  foreach(kind library test)
    add_library(liandong_precompiled_${kind} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cc)
    target_link_libraries(liandong_precompiled_${kind} PRIVATE liandong_flags protobuf::libprotobuf gRPC::grpc++)
    target_precompile_headers(liandong_precompiled_${kind} PRIVATE ${precompiled_headers})
  endforeach()
  target_link_libraries(liandong_precompiled_test PRIVATE GTest::gmock GTest::gtest)
  target_precompile_headers(liandong_precompiled_test PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
endif()

# liandong_use_precompiled(target library|test)
function(liandong_use_precompiled target kind)
  if(LIANDONG_PRECOMPILE)
    # A precompiled header is valid only for sources compiled with the same options.
    target_compile_options(${target} PRIVATE -pthread)
    target_precompile_headers(${target} REUSE_FROM liandong_precompiled_${kind})
  endif()
endfunction()
