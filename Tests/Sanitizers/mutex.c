// Loaded before everything else by `make tsan`, and by nothing else.
//
// Synchronization.Mutex locks and unlocks in our own code as long as nobody waits, where the thread
// sanitizer sees it. Once somebody waits, it calls its library, which spins and asks the kernel and
// is not looked into; so a race would be reported wherever a lock was waited for. Here the sanitizer
// is told of these calls: what came before an unlock happened before what follows the next lock.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Only there in a program that was built with the sanitizer.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

SWIFT void lock_slow(uint32_t thread, SELF mutex) __asm__(LOCK);
SWIFT bool try_lock_slow(SELF mutex) __asm__(TRY_LOCK);
SWIFT void unlock_slow(SELF mutex) __asm__(UNLOCK);

typedef SWIFT void (*locking)(uint32_t, SELF);
typedef SWIFT bool (*trying)(SELF);
typedef SWIFT void (*unlocking)(SELF);

SWIFT void lock_slow(uint32_t thread, SELF mutex) {
    ((locking)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT bool try_lock_slow(SELF mutex) {
    bool is_taken = ((trying)dlsym(RTLD_NEXT, TRY_LOCK))(mutex);
    if (is_taken && __tsan_acquire) __tsan_acquire(mutex);
    return is_taken;
}

SWIFT void unlock_slow(SELF mutex) {
    if (__tsan_release) __tsan_release(mutex);
    ((unlocking)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
