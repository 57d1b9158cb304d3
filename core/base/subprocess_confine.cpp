#include "core/base/subprocess_confine.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace core::base {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

sock_filter load(std::size_t offset) {
  return {BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<std::uint32_t>(offset)};
}
/// Skips that many instructions when the loaded word is `value`, or when it is not.
sock_filter skip(std::uint32_t value, std::uint8_t if_equal, std::uint8_t if_not) {
  return {BPF_JMP | BPF_JEQ | BPF_K, if_equal, if_not, value};
}
sock_filter answer(std::uint32_t what) { return {BPF_RET | BPF_K, 0, 0, what}; }

}  // namespace

void confine_to_group() {
  if (kArchitecture == 0) return;
  // SECCOMP_RET_ERRNO with the number 0: the call returns 0 and was not made.
  std::array<sock_filter, 7> program{
      load(offsetof(seccomp_data, arch)),
      skip(kArchitecture, 0, 3),
      load(offsetof(seccomp_data, nr)),
      skip(SYS_setsid, 2, 0),
      skip(SYS_setpgid, 1, 0),
      answer(SECCOMP_RET_ALLOW),
      answer(SECCOMP_RET_ERRNO),
  };
  sock_fprog whole{static_cast<unsigned short>(program.size()), program.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0);
}

}  // namespace core::base
