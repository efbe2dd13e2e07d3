# A case file in parts. mode=split: each section into its file below `out`. mode=bless: the case again, with what came out.
# Sections start with a line "--- NAME [ARGUMENT]"; what comes before the first is a comment.

function target(name, argument) {
  if (name == "file") return out "/dir/" argument
  if (name == "needs-user") { print "root-cannot" > (out "/part/needs-user"); return "" }
  return out "/part/" name
}

function folder_of(path) { sub(/\/[^\/]*$/, "", path); return path }

# A section with patterns was written by hand and stays.
function has_pattern(body) { return body ~ /(^|\n)(\.\.\.|~ )/ || body ~ /\{version\}/ }

function slurp(path,    text, line) {
  text = ""
  while ((getline line < path) > 0) text = text line "\n"
  close(path)
  return text
}

function flush_blessed(    actual) {
  if (section == "exit") return
  if (section == "stdout" || section == "stderr") {
    seen[section] = 1
    if (!has_pattern(body)) body = slurp(out "/" section)
    if (body == "") return
  }
  if (section != "") print header
  printf "%s", body
}

function start_section(line) {
  name = $2
  argument = substr(line, length("--- " name " ") + 1)
  if (mode == "bless") {
    flush_blessed()
    section = name
    # The exit status is written once, behind the run.
    header = (name == "exit") ? "" : line
    body = ""
    if (name == "stdout" && !exit_written) write_exit()
    if (name == "stderr" && !exit_written) write_exit()
    return
  }
  file = target(name, argument)
  if (name == "exit" || name == "needs") { sub(/^--- [a-z]+ */, "", line); print line > file; file = ""; return }
  if (file == "") return
  if (name == "file") system("mkdir -p '" folder_of(file) "'")
  printf "" > file
}

function write_exit() { if (status != 0) print "--- exit " status; exit_written = 1 }

/^--- [a-z]/ { start_section($0); next }
mode == "bless" { body = body $0 "\n"; next }
file != "" { print > file }

END {
  if (mode != "bless") exit
  flush_blessed()
  if (!exit_written) write_exit()
  if (!seen["stdout"]) { text = slurp(out "/stdout"); if (text != "") printf "--- stdout\n%s", text }
  if (!seen["stderr"]) { text = slurp(out "/stderr"); if (text != "") printf "--- stderr\n%s", text }
}
