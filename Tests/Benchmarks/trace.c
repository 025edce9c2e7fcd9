// Loaded into the server with LD_PRELOAD, it tells what SQL a page runs and what that costs, so that
// the peers can be given exactly the same. Never loaded while speed is measured.
//   BENCH_TRACE=FILE  every statement as it begins: thread, text, text with its values, each with a
//                     NUL behind it
//   BENCH_STEPS=FILE  the processor's nanoseconds inside sqlite3_step, eight bytes
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static int trace = -1;
static _Atomic uint64_t *spent = NULL;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("BENCH_TRACE"), *steps = getenv("BENCH_STEPS");
    if (path) trace = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    int file = steps ? open(steps, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (file < 0 || ftruncate(file, sizeof *spent) != 0) return;
    void *shared = mmap(NULL, sizeof *spent, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED) spent = shared;
}

// One write for each statement: O_APPEND keeps those of several threads whole.
static int tell(unsigned kind, void *context, void *statement, void *text) {
    (void)kind; (void)context; (void)text;
    char *values = sqlite3_expanded_sql(statement), *line = NULL;
    const char *sql = sqlite3_sql(statement);
    if (values && sql) {
        int length = asprintf(&line, "%d%c%s%c%s%c", gettid(), 0, sql, 0, values, 0);
        if (length > 0 && write(trace, line, (size_t)length) < 0) trace = -1;
        if (length > 0) free(line);
    }
    sqlite3_free(values);
    return 0;
}

int sqlite3_open_v2(const char *name, sqlite3 **database, int flags, const char *system) {
    int (*real)(const char *, sqlite3 **, int, const char *) = dlsym(RTLD_NEXT, "sqlite3_open_v2");
    int result = real(name, database, flags, system);
    if (result == SQLITE_OK && trace >= 0)
        sqlite3_trace_v2(*database, SQLITE_TRACE_STMT, tell, NULL);
    return result;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

int sqlite3_step(sqlite3_stmt *statement) {
    static int (*real)(sqlite3_stmt *) = NULL;
    if (!real) real = dlsym(RTLD_NEXT, "sqlite3_step");
    if (!spent) return real(statement);
    uint64_t start = now();
    int result = real(statement);
    *spent += now() - start;
    return result;
}
