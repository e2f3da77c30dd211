# Warnings and hardening for our own code. Generated code is compiled with the hardening only.
add_library(liandong_hardening INTERFACE)
target_compile_options(liandong_hardening INTERFACE -fstack-protector-strong -fPIE)
target_link_options(liandong_hardening INTERFACE -pie -Wl,-z,relro,-z,now)
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  target_compile_definitions(liandong_hardening INTERFACE _FORTIFY_SOURCE=2)
endif()

add_library(liandong_flags INTERFACE)
target_link_libraries(liandong_flags INTERFACE liandong_hardening Threads::Threads)
target_compile_options(liandong_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
                                                -Wzero-as-null-pointer-constant
                                                -Wno-missing-field-initializers
                                                # Clang, which builds for some tests, warns about more.
                                                $<$<CXX_COMPILER_ID:GNU>:-Werror>)
target_include_directories(liandong_flags INTERFACE ${CMAKE_SOURCE_DIR})

set(LIANDONG_SANITIZE "" CACHE STRING "Sanitizers of our own code: address,undefined or thread")
if(LIANDONG_SANITIZE)
  target_compile_options(liandong_flags INTERFACE -fsanitize=${LIANDONG_SANITIZE} -fno-sanitize-recover=all
                                                  -fno-omit-frame-pointer -U_FORTIFY_SOURCE)
  add_link_options(-fsanitize=${LIANDONG_SANITIZE})
  if(LIANDONG_SANITIZE STREQUAL "thread")
    target_include_directories(liandong_flags BEFORE INTERFACE ${CMAKE_SOURCE_DIR}/tests/sanitize/tsan)
  endif()
endif()
