/* Makes a write below one folder fail, the disk's fault as far as the program can tell.

   FAILING_FOLDER  the folder; files elsewhere are left alone
   FAILING_AT      which write fails, counted from 1; 0 counts and lets all through
   FAILING_ERROR   the error number, such as 28 for ENOSPC
   FAILING_ONCE    1: that write alone fails; else it and all after it

   What counts as a write: write, pwrite, fsync, fdatasync, ftruncate, rename, unlink, mkdir, and open for writing.
   failing_arm() sets the four from inside the program and starts counting anew, failing_seen() tells the count. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX];
static size_t folder_length;
static long at, seen;
static int error_number, once;

void failing_arm(const char *where, long which, int number, int only_once) {
    snprintf(folder, sizeof folder, "%s", where);
    folder_length = strlen(folder);
    at = which;
    error_number = number;
    once = only_once;
    seen = 0;
}

long failing_seen(void) { return seen; }

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

__attribute__((constructor)) static void begin(void) {
    failing_arm(setting("FAILING_FOLDER"), atol(setting("FAILING_AT")), atoi(setting("FAILING_ERROR")),
                atoi(setting("FAILING_ONCE")));
}

static int fails(const char *path) {
    if (!folder_length || strncmp(path, folder, folder_length) != 0) return 0;
    if (path[folder_length] != '/' && path[folder_length] != '\0') return 0;
    seen++;
    if (!at || seen < at || (once && seen > at)) return 0;
    errno = error_number;
    return 1;
}

static int fails_fd(int fd) {
    char link[64], path[PATH_MAX];
    if (!folder_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = '\0';
    return fails(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t count) {
    return fails_fd(fd) ? -1 : REAL(write)(fd, data, count);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t offset) {
    return fails_fd(fd) ? -1 : REAL(pwrite)(fd, data, count, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t offset) {
    return fails_fd(fd) ? -1 : REAL(pwrite64)(fd, data, count, offset);
}

int fsync(int fd) { return fails_fd(fd) ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return fails_fd(fd) ? -1 : REAL(fdatasync)(fd); }

int ftruncate(int fd, off_t length) { return fails_fd(fd) ? -1 : REAL(ftruncate)(fd, length); }

int ftruncate64(int fd, off64_t length) { return fails_fd(fd) ? -1 : REAL(ftruncate64)(fd, length); }

int rename(const char *from, const char *to) { return fails(to) ? -1 : REAL(rename)(from, to); }

int unlink(const char *path) { return fails(path) ? -1 : REAL(unlink)(path); }

int mkdir(const char *path, mode_t mode) { return fails(path) ? -1 : REAL(mkdir)(path, mode); }

#define OPEN(name, real_call)                                                   \
    {                                                                           \
        mode_t mode = 0;                                                        \
        if (flags & (O_CREAT | __O_TMPFILE)) {                                  \
            va_list rest;                                                       \
            va_start(rest, flags);                                              \
            mode = va_arg(rest, mode_t);                                        \
            va_end(rest);                                                       \
        }                                                                       \
        if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && fails(path)) return -1;  \
        return real_call;                                                       \
    }

int open(const char *path, int flags, ...) OPEN(open, REAL(open)(path, flags, mode))
int open64(const char *path, int flags, ...) OPEN(open64, REAL(open64)(path, flags, mode))
int openat(int at_fd, const char *path, int flags, ...) OPEN(openat, REAL(openat)(at_fd, path, flags, mode))
int openat64(int at_fd, const char *path, int flags, ...) OPEN(openat64, REAL(openat64)(at_fd, path, flags, mode))
