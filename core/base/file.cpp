#include "core/base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "core/base/text.h"

namespace core::base {
namespace {

/// Room behind the text, so that a parser which wants padding need not copy the whole file.
constexpr std::size_t kPadding = 64;
/// Small enough that filling with zeros and overwriting both happen inside the cache.
constexpr std::size_t kChunk = 256u << 10;
/// Of a device: some never end.
constexpr std::size_t kMostOfDevice = 64u << 20;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ > 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::string reason(int error_number) { return std::generic_category().message(error_number); }

std::string shown(const std::filesystem::path& path) { return printable(path.string()); }

Error failure(std::string code, std::string_view what, const std::filesystem::path& path,
              int error_number) {
  std::string message = fmt::format("cannot {}: {}: {}", what, reason(error_number), shown(path));
  return {std::move(code), std::move(message), {}, ""};
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(fd, content.data(), content.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

Status write_in_place(const std::filesystem::path& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0 || !write_all(file.get(), content) || !file.close()) {
    return failure("file.unwritable", "write", path, errno);
  }
  return success();
}

/// A file of a new name in the same folder, so that the rename stays within one file system.
int create_beside(const std::filesystem::path& path, std::filesystem::path& temporary) {
  for (unsigned attempt = 0;; ++attempt) {
    temporary = path;
    temporary.replace_filename(
        fmt::format(".{}.{}-{}.tmp", path.filename().string(), ::getpid(), attempt));
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST || attempt == 1000) {
      return fd;
    }
  }
}

Status replace_whole(const std::filesystem::path& path, std::string_view content, mode_t mode) {
  std::filesystem::path temporary;
  Descriptor file(create_beside(path, temporary));
  if (file.get() < 0) {
    return failure("file.unwritable", "write", path, errno);
  }
  const bool keeps_mode = mode == 0 || ::fchmod(file.get(), mode) == 0;
  if (!keeps_mode || !write_all(file.get(), content) || ::fsync(file.get()) != 0 || !file.close() ||
      std::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error_number = errno;
    ::unlink(temporary.c_str());
    return failure("file.unwritable", "write", path, error_number);
  }
  return success();
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  Progress unseen;
  return read_file(path, {unseen, {}});
}

Result<std::string> read_file(const std::filesystem::path& path, const WorkContext& work) {
  const bool is_stdin = path == "-";
  Descriptor file(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    const bool is_absent = errno == ENOENT || errno == ENOTDIR;
    return failure(is_absent ? "file.not_found" : "file.unreadable", "open", path, errno);
  }
  struct stat about = {};
  if (::fstat(file.get(), &about) == 0 && S_ISDIR(about.st_mode)) {
    return failure("file.is_folder", "read", path, EISDIR);
  }
  std::string content;
  const auto expected = static_cast<std::size_t>(std::max<off_t>(about.st_size, 0));
  content.reserve(expected + kChunk + kPadding);
  work.progress.set_total(expected);
  for (;;) {
    if (work.stop.stop_requested()) return Error{"cancelled", "reading was cancelled", {}, ""};
    const std::size_t size = content.size();
    content.resize(size + kChunk);
    const ssize_t count = ::read(file.get(), content.data() + size, kChunk);
    content.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) {
      work.progress.set_done(work.progress.total());
      return content;
    }
    work.progress.set_done(std::min(content.size(), expected));
    if (S_ISCHR(about.st_mode) && content.size() > kMostOfDevice) {
      return failure("file.unreadable", "read", path, EFBIG);
    }
    if (count < 0 && errno != EINTR) {
      return failure("file.unreadable", "read", path, errno);
    }
  }
}

Status write_file(const std::filesystem::path& path, std::string_view content) {
  struct stat about = {};
  const bool exists = ::stat(path.c_str(), &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) {
    return failure("file.unwritable", "write", path, EISDIR);
  }
  if (exists && !S_ISREG(about.st_mode)) {
    return write_in_place(path, content);
  }
  // A link keeps pointing at its file: the file behind it is replaced.
  std::error_code ignored;
  const std::filesystem::path target = std::filesystem::canonical(path, ignored);
  return replace_whole(exists && !ignored ? target : path, content,
                       exists ? about.st_mode & 07777 : 0);
}

}  // namespace core::base
