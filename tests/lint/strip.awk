# C without comments and without what stands in quotes, lines kept: for greps over code.
{
  line = $0
  result = ""
  while (line != "") {
    if (comment) {
      at = index(line, "*/")
      if (!at) break
      line = substr(line, at + 2)
      comment = 0
    } else if (match(line, /^"([^"\\]|\\.)*"/)) {
      result = result "\"\""
      line = substr(line, RLENGTH + 1)
    } else if (match(line, /^'([^'\\]|\\.)+'/)) {
      result = result "''"
      line = substr(line, RLENGTH + 1)
    } else if (substr(line, 1, 2) == "/*") {
      comment = 1
      line = substr(line, 3)
    } else if (substr(line, 1, 2) == "//") {
      break
    } else {
      result = result substr(line, 1, 1)
      line = substr(line, 2)
    }
  }
  print FILENAME ":" FNR ":" result
}
