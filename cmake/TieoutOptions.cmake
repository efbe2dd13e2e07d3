# Compiler and linker flags, for every target alike.

set(TIEOUT_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual
    -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wnull-dereference -Wswitch-enum -Wno-unused-parameter)
if(TIEOUT_WERROR)
  list(APPEND TIEOUT_WARNINGS -Werror)
endif()

if(NOT CMAKE_C_COMPILER_LAUNCHER)
  find_program(CCACHE ccache)
  if(CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  endif()
endif()

if(TIEOUT_SANITIZE OR TIEOUT_FUZZ)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_definitions(TIEOUT_SANITIZED)
  add_link_options(-fsanitize=address,undefined)
elseif(CMAKE_BUILD_TYPE MATCHES "^Rel")
  # The sanitizers and _FORTIFY_SOURCE replace the same functions: one or the other.
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
endif()
if(TIEOUT_FUZZ)
  if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "TIEOUT_FUZZ needs clang: -DCMAKE_C_COMPILER=clang")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
add_link_options(-Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--as-needed)

# Bytes and tables that are made at build: see cmake/embed.cmake.
set(TIEOUT_GENERATED ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${TIEOUT_GENERATED})

function(tieout_options target)
  target_compile_options(${target} PRIVATE ${TIEOUT_WARNINGS} -include ${CMAKE_SOURCE_DIR}/src/base/banned.h)
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE TIEOUT_VERSION="${PROJECT_VERSION}")
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src ${TIEOUT_GENERATED})
endfunction()
