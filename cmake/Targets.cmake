# The *.cc files of a folder form one library. Tests are next to the code that they test, as *_test.cc.
find_program(PYTHON3 python3 REQUIRED)

# liandong_compile_in_groups(target source...): if CMAKE_UNITY_BUILD was set, compiles groups of sources as one, so that their
# headers are parsed once.
function(liandong_compile_in_groups target)
  if(NOT LIANDONG_IN_GROUPS)
    return()
  endif()
  execute_process(COMMAND ${PYTHON3} ${CMAKE_SOURCE_DIR}/scripts/source_groups.py ${ARGN}
                  WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE lines COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[^\n]+" lines "${lines}")
  foreach(line ${lines})
    string(REGEX MATCH "^([0-9]+) (.+)$" line "${line}")
    set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP ${CMAKE_MATCH_1})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # The groups depend on the names in the sources.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
endfunction()

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
  liandong_compile_in_groups(liandong_${name} ${sources})
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
  liandong_compile_in_groups(${name} ${ARG_SOURCES})
endfunction()

# liandong_service(name): the service's library and its process, build/bin/<name>d. The header that declares its definition,
# and main(), differ only in the service's name, so they are generated.
function(liandong_service name)
  set_property(GLOBAL APPEND PROPERTY LIANDONG_SERVICES ${name})
  string(SUBSTRING ${name} 0 1 first)
  string(TOUPPER ${first} first)
  string(SUBSTRING ${name} 1 -1 rest)
  set(SERVICE ${name})
  set(DEFINITION ${first}${rest}Definition)
  set(generated ${CMAKE_BINARY_DIR}/generated/services/${name})
  configure_file(${CMAKE_SOURCE_DIR}/cmake/service/definition.h.in ${generated}/definition.h @ONLY)
  configure_file(${CMAKE_SOURCE_DIR}/cmake/service/main.cc.in ${generated}/main.cc @ONLY)
  set_property(GLOBAL APPEND PROPERTY LIANDONG_DEFINITIONS ${name}::${DEFINITION})
  liandong_library(${name}_service DEPS liandong_runtime liandong_matching)
  target_include_directories(liandong_${name}_service SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/generated)
  add_executable(${name}d ${generated}/main.cc)
  target_link_libraries(${name}d PRIVATE liandong_${name}_service)
  liandong_use_precompiled(${name}d library)
endfunction()
