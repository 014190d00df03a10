// A program's own definition of malloc takes the place of glibc's, in all its libraries, and can still call it.
#include "allocations.h"
#include <errno.h>
#include <stddef.h>

#ifdef __GLIBC__
static _Thread_local unsigned long count;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t number, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) { count++; return __libc_malloc(size); }
void *calloc(size_t number, size_t size) { count++; return __libc_calloc(number, size); }
void *realloc(void *block, size_t size) { count++; return __libc_realloc(block, size); }
void *memalign(size_t alignment, size_t size) { count++; return __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { count++; return __libc_memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
    count++;
    *block = __libc_memalign(alignment, size);
    return *block ? 0 : ENOMEM;
}

unsigned long allocation_count(void) { return count; }
int counts_allocations(void) { return 1; }
#else
unsigned long allocation_count(void) { return 0; }
int counts_allocations(void) { return 0; }
#endif
