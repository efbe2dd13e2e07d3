/* Inside of scm/: libgit2's functions, found at run time. */
#ifndef TIEOUT_SCM_LIB_H
#define TIEOUT_SCM_LIB_H

#include <git2.h>
#include <git2/sys/alloc.h>

#include "base/vec.h"
#include "scm/scm.h"

#define SCM_FUNCTIONS(X)                                                                                                                   \
  X(libgit2_init)                                                                                                                          \
  X(libgit2_shutdown)                                                                                                                      \
  X(libgit2_version)                                                                                                                       \
  X(libgit2_opts)                                                                                                                          \
  X(error_last)                                                                                                                            \
  X(repository_open_ext)                                                                                                                   \
  X(repository_free)                                                                                                                       \
  X(repository_is_shallow)                                                                                                                 \
  X(repository_head)                                                                                                                       \
  X(repository_odb)                                                                                                                        \
  X(repository_config_snapshot)                                                                                                            \
  X(config_free)                                                                                                                           \
  X(config_get_string)                                                                                                                     \
  X(odb_free)                                                                                                                              \
  X(odb_hash)                                                                                                                              \
  X(odb_exists_prefix)                                                                                                                     \
  X(odb_read_header)                                                                                                                       \
  X(reference_lookup)                                                                                                                      \
  X(reference_peel)                                                                                                                        \
  X(reference_resolve)                                                                                                                     \
  X(reference_target)                                                                                                                      \
  X(reference_name_is_valid)                                                                                                               \
  X(reference_free)                                                                                                                        \
  X(revparse_single)                                                                                                                       \
  X(object_peel)                                                                                                                           \
  X(object_free)                                                                                                                           \
  X(object_id)                                                                                                                             \
  X(object_lookup)                                                                                                                         \
  X(oid_fromstr)                                                                                                                           \
  X(oid_fromstrn)                                                                                                                          \
  X(oid_tostr)                                                                                                                             \
  X(oid_equal)                                                                                                                             \
  X(commit_lookup)                                                                                                                         \
  X(commit_free)                                                                                                                           \
  X(commit_id)                                                                                                                             \
  X(commit_tree_id)                                                                                                                        \
  X(commit_time)                                                                                                                           \
  X(commit_author)                                                                                                                         \
  X(commit_parentcount)                                                                                                                    \
  X(commit_parent_id)                                                                                                                      \
  X(tree_lookup)                                                                                                                           \
  X(tree_free)                                                                                                                             \
  X(tree_entrycount)                                                                                                                       \
  X(tree_entry_byindex)                                                                                                                    \
  X(tree_entry_byname)                                                                                                                     \
  X(tree_entry_name)                                                                                                                       \
  X(tree_entry_type)                                                                                                                       \
  X(tree_entry_id)                                                                                                                         \
  X(blob_lookup)                                                                                                                           \
  X(blob_free)                                                                                                                             \
  X(blob_rawcontent)                                                                                                                       \
  X(blob_rawsize)                                                                                                                          \
  X(ignore_path_is_ignored)                                                                                                                \
  X(merge_base)                                                                                                                            \
  X(diff_tree_to_workdir_with_index)                                                                                                       \
  X(diff_tree_to_tree)                                                                                                                     \
  X(diff_num_deltas)                                                                                                                       \
  X(diff_get_delta)                                                                                                                        \
  X(diff_free)                                                                                                                             \
  X(diff_options_init)                                                                                                                     \
  X(repository_head_unborn)                                                                                                                \
  X(revwalk_new)                                                                                                                           \
  X(revwalk_free)                                                                                                                          \
  X(revwalk_push)                                                                                                                          \
  X(revwalk_sorting)                                                                                                                       \
  X(revwalk_next)

struct git_lib {
  void *handle; /* NULL: not loaded */
#define SCM_MEMBER(name) __typeof__(git_##name) *name;
  SCM_FUNCTIONS(SCM_MEMBER)
#undef SCM_MEMBER
};

/* Loads and starts the library. ERR_INPUT if it is not installed: nothing that is in git can be established then. */
int lib_open(struct git_lib *g, struct err *err);
void lib_close(struct git_lib *g);

struct scm_repo {
  struct git_lib *g; /* borrowed */
  git_repository *repo;
  git_odb *odb;
  char *place; /* what it was found by */
  char *tree;  /* or NULL */
  bool partial;
  size_t *steps;   /* commits that the run may still look back over */
  struct err fail; /* why it cannot be read, else without code */
};

/* From libgit2's last error. */
int repo_err(const struct scm_repo *r, struct err *err, const char *what);
/* The object's id below a tree; false if the path is not there. */
bool tree_find(const struct scm_repo *r, const git_oid *tree, const char *path, git_oid *id, git_object_t *type);
/* Git has seconds; what no year of ours holds is the nearest that one does. */
int64_t commit_usec(git_time_t seconds);
void commit_fill(const struct scm_repo *r, git_commit *c, struct scm_commit *out);
bool commit_get(const struct scm_repo *r, const git_oid *id, struct scm_commit *out);

#endif
