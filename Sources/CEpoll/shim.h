#pragma once
// Without _GNU_SOURCE, which would change types that the Glibc module has too.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// Hidden by the headers without _GNU_SOURCE, hence declared once more.
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

static inline int epoll_accept(int listener, struct sockaddr *address, socklen_t *length) {
    return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

static inline int epoll_control(
    int epoll, int operation, int descriptor, unsigned int events, unsigned long long token) {
    struct epoll_event event;
    event.events = events;
    event.data.u64 = token;
    return epoll_ctl(epoll, operation, descriptor, &event);
}

static const unsigned int EPOLL_INPUT = EPOLLIN;
static const unsigned int EPOLL_OUTPUT = EPOLLOUT;
static const unsigned int EPOLL_BROKEN = EPOLLERR | EPOLLHUP;
static const int EPOLL_CLOSE_ON_EXEC = EPOLL_CLOEXEC;
static const int SOCKET_NONBLOCKING_STREAM = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
static const unsigned int EPOLL_EDGE_TRIGGERED = EPOLLET;
static const int EVENT_CLOSE_ON_EXEC_NONBLOCKING = EFD_CLOEXEC | EFD_NONBLOCK;
