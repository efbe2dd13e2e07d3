/* Stands in for libFuzzer: gives every file below the named folders (or the named files) to the target, once. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SKIPPED = 77, PATH_BYTES = 4096 };

/* The target gets an exact allocation, so that a read behind the end is seen. */
static int replay_file(const char *path, size_t size) {
  FILE *f = fopen(path, "rb");
  if (!f) return -1;
  uint8_t *data = malloc(size ? size : 1);
  size_t got = data ? fread(data, 1, size, f) : 0;
  fclose(f);
  if (data && got == size) LLVMFuzzerTestOneInput(data, size);
  free(data);
  return data && got == size ? 1 : -1;
}

static int replay(const char *path);

static int replay_folder(const char *path) {
  DIR *d = opendir(path);
  if (!d) return -1;
  int count = 0;
  for (const struct dirent *e = readdir(d); e && count >= 0; e = readdir(d)) {
    if (e->d_name[0] == '.') continue;
    char below[PATH_BYTES];
    if (snprintf(below, sizeof below, "%s/%s", path, e->d_name) >= (int)sizeof below) continue;
    int n = replay(below);
    count = n < 0 ? -1 : count + n;
  }
  closedir(d);
  return count;
}

/* Inputs replayed, or -1. */
static int replay(const char *path) {
  struct stat st;
  if (stat(path, &st) != 0) return -1;
  return S_ISDIR(st.st_mode) ? replay_folder(path) : replay_file(path, (size_t)st.st_size);
}

int main(int argc, char **argv) {
  int count = 0;
  for (int i = 1; i < argc; i++) {
    int n = replay(argv[i]);
    if (n < 0) {
      fprintf(stderr, "fuzz_replay: cannot read %s: %s\n", argv[i], strerror(errno));
      return 1;
    }
    count += n;
  }
  printf("%d inputs replayed\n", count);
  return count > 0 ? 0 : SKIPPED;
}
