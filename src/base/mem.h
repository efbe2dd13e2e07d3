/* Allocation that cannot fail: out of memory goes to one handler and never returns.
 *
 * Hostile sizes never get here: every reader has a cap of its own (base/limits.h). */
#ifndef TIEOUT_BASE_MEM_H
#define TIEOUT_BASE_MEM_H

#include <stddef.h>

/* Called with the size that could not be had; must not return. Default: abort. */
typedef void (*mem_oom_fn)(size_t size);
void mem_on_oom(mem_oom_fn fn);
/* For memory that a library could not have: ends in the handler. */
_Noreturn void mem_fail(size_t size);

/* For a process that is ours alone: the heap grows by large pieces and is not given back, which would cost system calls and page faults. */
void mem_keep_heap(void);

void *mem_alloc(size_t size);
void *mem_calloc(size_t count, size_t size);
/* Grows or shrinks; `p` may be NULL. */
void *mem_realloc(void *p, size_t size);
/* count * size with overflow check. */
void *mem_array(void *p, size_t count, size_t size);
void *mem_dup(const void *p, size_t size);
char *mem_strdup(const char *s);
char *mem_strndup(const char *s, size_t n);
void mem_free(void *p);

#endif
