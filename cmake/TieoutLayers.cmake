# One static library a folder of src/, so that a stage builds, links and is tested without the others.

set(TIEOUT_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual
    -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wnull-dereference -Wswitch-enum -Wno-unused-parameter)
if(TIEOUT_WERROR)
  list(APPEND TIEOUT_WARNINGS -Werror)
endif()
if(TIEOUT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# Bytes and tables that are made at build: see cmake/embed.cmake.
set(TIEOUT_GENERATED ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${TIEOUT_GENERATED})

function(tieout_options target)
  target_compile_options(${target} PRIVATE ${TIEOUT_WARNINGS} -include ${CMAKE_SOURCE_DIR}/src/base/banned.h)
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE TIEOUT_VERSION="${PROJECT_VERSION}")
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src ${TIEOUT_GENERATED})
endfunction()

function(tieout_layer name)
  cmake_parse_arguments(L "" "" "USES;LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.c)
  if(NOT sources)
    return()
  endif()
  add_library(layer_${name} STATIC ${sources})
  tieout_options(layer_${name})
  foreach(used ${L_USES})
    if(TARGET layer_${used})
      target_link_libraries(layer_${name} PUBLIC layer_${used})
    endif()
  endforeach()
  target_link_libraries(layer_${name} PUBLIC ${L_LIBS})
endfunction()
