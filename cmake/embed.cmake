# Files turned into C at build time. Included by the build it gives tieout_embed_sql() and tieout_embed_folder(); run with
# cmake -DMODE=… -DROOT=… -DNAME=… -DOUT=… -DYAML_JSON=program -P embed.cmake it writes the sources.
# file(READ … HEX) keeps ';', '[' and '\' as they are, which CMake's own strings do not.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(TIEOUT_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

  function(tieout_embed_run mode name root out sources_var)
    file(GLOB_RECURSE inputs CONFIGURE_DEPENDS ${root}/*)
    file(MAKE_DIRECTORY ${out})
    # The stamp changes when a file is added or taken away, which no input's own time tells.
    string(SHA256 listing "${inputs}")
    set(stamp ${out}/embedded_${name}.inputs)
    file(CONFIGURE OUTPUT ${stamp} CONTENT "${listing}\n")
    add_custom_command(
      OUTPUT ${ARGN}
      COMMAND ${CMAKE_COMMAND} -DMODE=${mode} -DNAME=${name} -DROOT=${root} -DOUT=${out} -DYAML_JSON=$<$<STREQUAL:${mode},folder>:$<TARGET_FILE:yaml_json>>
              -P ${TIEOUT_EMBED_SCRIPT}
      DEPENDS ${inputs} ${stamp} ${TIEOUT_EMBED_SCRIPT} $<$<STREQUAL:${mode},folder>:yaml_json>
      COMMENT "Embedding ${name}"
      VERBATIM)
    set(${sources_var} ${ARGN} PARENT_SCOPE)
  endfunction()

  # src/store/sql → store/sql_ids.h (enum sql_id) and store/sql_text.c (texts and migrations).
  function(tieout_embed_sql root sources_var)
    set(out ${TIEOUT_GENERATED}/store)
    tieout_embed_run(sql sql ${root} ${out} sources ${out}/sql_ids.h ${out}/sql_text.c)
    set(${sources_var} ${sources} PARENT_SCOPE)
  endfunction()

  # The newest schema as the bytes of an empty database (store/schema_image.c), made by a program that replays the migrations. To be called after
  # the base layer, which it links.
  function(tieout_schema_image sql_sources sources_var)
    set(out ${TIEOUT_GENERATED}/store/schema_image.c)
    add_executable(schema_image ${CMAKE_SOURCE_DIR}/cmake/schema_image.c ${CMAKE_SOURCE_DIR}/src/store/migrate.c ${sql_sources})
    tieout_options(schema_image)
    target_link_libraries(schema_image PRIVATE layer_base PkgConfig::SQLITE)
    # Looking for leaks needs /proc and ptrace, which a build may not have; the tests look for them.
    add_custom_command(OUTPUT ${out} COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:schema_image> ${out}
                       DEPENDS schema_image COMMENT "Making the schema image" VERBATIM)
    set(${sources_var} ${sql_sources} ${out} PARENT_SCOPE)
  endfunction()

  # What reads the YAML of mappings and rules beforehand. To be called after the doc layer, which it links.
  function(tieout_yaml_json)
    add_executable(yaml_json ${CMAKE_SOURCE_DIR}/cmake/yaml_json.c)
    tieout_options(yaml_json)
    target_link_libraries(yaml_json PRIVATE layer_doc)
  endfunction()

  # A folder tree → <name>/embedded_<name>.h and .c: `const struct embedded embedded_<name>[]` and its count, sorted by name.
  function(tieout_embed_folder name root sources_var)
    set(out ${TIEOUT_GENERATED}/${name})
    tieout_embed_run(folder ${name} ${root} ${out} sources ${out}/embedded_${name}.h ${out}/embedded_${name}.c)
    set(${sources_var} ${sources} PARENT_SCOPE)
  endfunction()
  return()
endif()

set(head "/* Made at build by cmake/embed.cmake from ${NAME}. */\n")

# C source of one array with the bytes of `path` and a NUL behind them.
function(bytes_of path array out_var size_var)
  file(READ ${path} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  set(${out_var} "static const unsigned char ${array}[] = {${bytes}0};\n" PARENT_SCOPE)
  set(${size_var} ${size} PARENT_SCOPE)
endfunction()

# Leaves an unchanged file alone, so that nothing is compiled again for it.
function(write_if_changed path content)
  if(EXISTS ${path})
    file(READ ${path} old)
    if("${old}" STREQUAL "${content}")
      return()
    endif()
  endif()
  file(WRITE ${path} "${content}")
endfunction()

# For a file with YAML that is read at every start: an array with the same as JSON, and how a row names it.
function(json_of path array out_var row_var)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 ${YAML_JSON} ${path} OUTPUT_VARIABLE bytes COMMAND_ERROR_IS_FATAL ANY)
  set(${out_var} "static const unsigned char ${array}[] = {${bytes}0};\n" PARENT_SCOPE)
  set(${row_var} "${array}, sizeof ${array} - 1" PARENT_SCOPE)
endfunction()

function(embed_folder)
  file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*)
  list(FILTER files EXCLUDE REGEX "/repo[./]") # git repositories that cases are looked up in
  list(SORT files)
  set(arrays "")
  set(rows "")
  set(count 0)
  foreach(file IN LISTS files)
    bytes_of(${ROOT}/${file} b${count} array size)
    set(json_array "")
    set(json "NULL, 0")
    if(file MATCHES "/(importer\\.yaml|rule\\.sql)$")
      json_of(${ROOT}/${file} j${count} json_array json)
    endif()
    string(APPEND arrays "${array}${json_array}")
    string(APPEND rows "  {\"${file}\", b${count}, ${size}, ${json}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  write_if_changed(${OUT}/embedded_${NAME}.h "${head}#ifndef TIEOUT_EMBEDDED_${NAME}_H
#define TIEOUT_EMBEDDED_${NAME}_H

#include \"base/embedded.h\"

extern const struct embedded embedded_${NAME}[];
extern const size_t embedded_${NAME}_count;

#endif
")
  file(WRITE ${OUT}/embedded_${NAME}.c "${head}#include \"${NAME}/embedded_${NAME}.h\"

${arrays}
const struct embedded embedded_${NAME}[] = {
${rows}  {NULL, NULL, 0, NULL, 0}};
const size_t embedded_${NAME}_count = ${count};
")
endfunction()

# fact/insert.sql → SQL_FACT_INSERT
function(sql_id_of file out_var)
  string(REGEX REPLACE "\\.sql$" "" id "${file}")
  string(MAKE_C_IDENTIFIER "SQL_${id}" id)
  string(TOUPPER "${id}" id)
  set(${out_var} ${id} PARENT_SCOPE)
endfunction()

function(embed_sql)
  file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*.sql)
  list(SORT files)
  set(ids "")
  set(arrays "")
  set(texts "")
  set(migrations "")
  set(version 0)
  foreach(file IN LISTS files)
    if(file MATCHES "^schema/0*([0-9]+)-")
      math(EXPR version "${version} + 1")
      if(NOT CMAKE_MATCH_1 EQUAL version)
        message(FATAL_ERROR "migration ${version} is missing: found ${file}")
      endif()
      bytes_of(${ROOT}/${file} migration_${version} array size)
      string(APPEND migrations "  {\"${file}\", migration_${version}, ${size}, NULL, 0},\n")
    else()
      sql_id_of(${file} id)
      bytes_of(${ROOT}/${file} ${id}_bytes array size)
      string(APPEND ids "  ${id},\n")
      string(APPEND texts "  [${id}] = {\"${file}\", ${id}_bytes, ${size}, NULL, 0},\n")
    endif()
    string(APPEND arrays "${array}")
  endforeach()
  write_if_changed(${OUT}/sql_ids.h "${head}#ifndef TIEOUT_STORE_SQL_IDS_H
#define TIEOUT_STORE_SQL_IDS_H

enum sql_id {
${ids}  SQL_COUNT
};

#endif
")
  file(WRITE ${OUT}/sql_text.c "${head}#include \"store/sql_text.h\"

${arrays}
const struct embedded sql_texts[SQL_COUNT + 1] = {
${texts}  [SQL_COUNT] = {NULL, NULL, 0, NULL, 0}};
const struct embedded sql_migrations[] = {
${migrations}  {NULL, NULL, 0, NULL, 0}};
const int sql_migrations_count = ${version};
")
endfunction()

if(MODE STREQUAL "sql")
  embed_sql()
elseif(MODE STREQUAL "folder")
  embed_folder()
else()
  message(FATAL_ERROR "embed.cmake: unknown MODE \"${MODE}\"")
endif()
