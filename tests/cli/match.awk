# Compares `actual` with the expected lines: "..." stands for any number of lines, "~ RE" for one line that the whole RE matches.

function line_matches(want, got) {
  if (substr(want, 1, 2) == "~ ") return got ~ ("^(" substr(want, 3) ")$")
  return want == got
}

# Like a glob over lines: remembers the last "..." and comes back to it, so it needs no recursion.
function matches(    i, j, star, mark) {
  i = 1; j = 1; star = 0
  while (j <= got_n) {
    if (i <= want_n && want[i] == "...") { star = i++; mark = j }
    else if (i <= want_n && line_matches(want[i], got[j])) { i++; j++ }
    else if (star) { i = star + 1; j = ++mark }
    else return 0
  }
  while (i <= want_n && want[i] == "...") i++
  return i > want_n
}

{ want[++want_n] = $0 }
END {
  while ((getline line < actual) > 0) got[++got_n] = line
  exit !matches()
}
