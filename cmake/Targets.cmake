# The *.cc files of a folder form one library. Tests are next to the code that they test, as *_test.cc.

# liandong_library(name DEPS …): library `liandong_<name>` from this folder.
function(liandong_library name)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cc)
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cc$")
  # A folder below with a CMakeLists.txt is a library of its own.
  file(GLOB nested CONFIGURE_DEPENDS */CMakeLists.txt)
  foreach(list ${nested})
    get_filename_component(folder ${list} DIRECTORY)
    list(FILTER sources EXCLUDE REGEX "^${folder}/")
  endforeach()
  add_library(liandong_${name} STATIC ${sources})
  target_link_libraries(liandong_${name} PUBLIC liandong_flags ${ARG_DEPS})
  liandong_use_precompiled(liandong_${name} library)
  file(GLOB_RECURSE tests CONFIGURE_DEPENDS *_test.cc)
  if(tests)
    liandong_test(${name}_test SOURCES ${tests} DEPS liandong_${name})
  endif()
endfunction()

# liandong_test(name SOURCES … DEPS …): one GoogleTest binary.
function(liandong_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE liandong_flags ${ARG_DEPS} GTest::gmock_main GTest::gmock GTest::gtest)
  liandong_use_precompiled(${name} test)
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
  set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()

# liandong_tool(name DEPS …): build/bin/<name> from main.cc and the other sources of this folder.
function(liandong_tool name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE liandong_flags ${ARG_DEPS})
  liandong_use_precompiled(${name} library)
endfunction()

# liandong_service(name): the service's library and its process, build/bin/<name>d.
function(liandong_service name)
  set_property(GLOBAL APPEND PROPERTY LIANDONG_SERVICES ${name})
  liandong_library(${name}_service DEPS liandong_runtime liandong_matching)
  add_executable(${name}d main.cc)
  target_link_libraries(${name}d PRIVATE liandong_${name}_service)
  liandong_use_precompiled(${name}d library)
endfunction()
