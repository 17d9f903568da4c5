# kcall_warnings: what kcall's own tests and examples are compiled with, every warning an error. Never installed, and
# nothing that a user of kcall gets.
add_library(kcall_warnings INTERFACE)
target_compile_options(
  kcall_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wconversion
            -Wsign-conversion
            -Wshadow
            -Wold-style-cast
            -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # All that clang has, less the compatibility and padding groups.
  target_compile_options(
    kcall_warnings
    INTERFACE -Weverything
              -Wno-c++98-compat
              -Wno-c++98-compat-pedantic
              -Wno-c++20-compat
              -Wno-padded)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 16)
    target_compile_options(kcall_warnings INTERFACE -Wno-pre-c++20-compat-pedantic)
  endif()
endif()
