#pragma once

/// How many blocks of memory this process has asked for; the same number twice where they cannot be counted.
unsigned long allocation_count(void);

/// Whether they are counted: where the C library is glibc.
int counts_allocations(void);
