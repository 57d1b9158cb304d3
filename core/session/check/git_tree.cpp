#include "core/session/check/git_tree.h"

#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/subprocess.h"
#include "core/base/text.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::minutes kLongestGit{5};
constexpr std::size_t kMostOutput = 1U << 20U;

base::Error git_error(std::string code, std::string message, std::string hint) {
  return {std::move(code), std::move(message), {}, std::move(hint)};
}

struct GitAnswer {
  bool is_good = false;
  std::string out, err;
};

/// What a git hook that runs this program says of its repository would hide where the code lies.
std::vector<std::string> program(const std::vector<std::string>& environment) {
  std::vector<std::string> argv{"git"};
  for (const char* name : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}) {
    const bool is_ours = std::any_of(environment.begin(), environment.end(), [&](const auto& one) {
      return one.starts_with(std::string(name) + "=");
    });
    if (!is_ours && std::getenv(name) != nullptr) argv.insert(argv.begin(), {"-u", name});
  }
  if (argv.size() > 1) argv.insert(argv.begin(), "env");
  return argv;
}

/// Runs git in the folder, without a shell, and none of the programs that a repository can name.
/// Error: git.not_found, git.failed, cancelled.
base::Result<GitAnswer> git(const fs::path& folder, std::vector<std::string> arguments,
                            std::vector<std::string> environment, const base::WorkContext& work) {
  base::SubprocessOptions options;
  options.argv = program(environment);
  for (const char* word : {"-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C"}) {
    options.argv.emplace_back(word);
  }
  options.argv.push_back(folder.string());
  options.argv.insert(options.argv.end(), std::make_move_iterator(arguments.begin()),
                      std::make_move_iterator(arguments.end()));
  options.environment = std::move(environment);
  options.environment.emplace_back("GIT_OPTIONAL_LOCKS=0");
  options.environment.emplace_back("GIT_TERMINAL_PROMPT=0");
  // What a partial clone lacks is not fetched.
  options.environment.emplace_back("GIT_ALLOW_PROTOCOL=none");
  options.environment.emplace_back("GIT_NO_LAZY_FETCH=1");
  options.environment.emplace_back("LC_ALL=C");
  options.max_output_bytes = kMostOutput;
  auto child = base::Subprocess::start(options);
  if (!child.ok()) {
    return git_error("git.not_found", "git could not be started: " + child.error().message,
                     "--against needs git; install it, or leave --against out.");
  }
  std::string_view line;
  base::ReadState state = base::ReadState::line;
  while (state == base::ReadState::line) {
    state = child.value()->read_line(line, kLongestGit, work.stop);
  }
  if (state == base::ReadState::cancelled) {
    return base::Error{"cancelled", "The check was cancelled.", {}, ""};
  }
  GitAnswer answer;
  answer.is_good = child.value()->ending() == "exited with status 0";
  base::Subprocess::Output output = child.value()->take_output();
  answer.out = base::trim(output.out);
  answer.err = base::trim(output.err);
  if (state != base::ReadState::closed) {
    return git_error("git.failed", "git did not come to an end within five minutes", "");
  }
  return answer;
}

/// What git said, as one line.
std::string said(const GitAnswer& answer) {
  const std::string_view text = answer.err;
  return base::printable(base::shorten(text.substr(0, text.find('\n')), 300));
}

base::Result<fs::path> private_folder() {
  std::error_code failed;
  fs::path temporary = fs::temp_directory_path(failed);
  if (failed) temporary = "/tmp";
  std::string name = (temporary / "yieldscope-against-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    return base::Error{"file.unwritable",
                       "no temporary folder could be made: " +
                           std::generic_category().message(errno),
                       {temporary.string(), std::nullopt, 0, 0, ""},
                       "Set TMPDIR to a folder that can be written."};
  }
  return fs::path(name);
}

/// Writes the files of the commit to folder/tree, under a git folder of our own that borrows the
/// repository's objects: its settings name programs (filters, hooks), and none of them runs.
base::Result<GitAnswer> write_files(const fs::path& root, const std::string& commit,
                                    const fs::path& folder, const base::WorkContext& work) {
  auto objects = git(root, {"rev-parse", "--git-path", "objects"}, {}, work);
  if (!objects.ok() || !objects->is_good) return objects;
  auto kind = git(root, {"rev-parse", "--show-object-format"}, {}, work);
  if (!kind.ok() || !kind->is_good) return kind;
  std::error_code failed;
  const fs::path files = folder / "tree";
  fs::create_directory(files, failed);
  std::vector<std::string> environment{
      "GIT_DIR=" + (folder / "git").string(), "GIT_WORK_TREE=" + files.string(),
      "GIT_INDEX_FILE=" + (folder / "index").string(), "GIT_CONFIG_GLOBAL=/dev/null",
      "GIT_CONFIG_SYSTEM=/dev/null"};
  auto made = git(files, {"init", "--quiet", "--template=", "--object-format=" + kind->out},
                  environment, work);
  if (!made.ok() || !made->is_good) return made;
  environment.push_back("GIT_OBJECT_DIRECTORY=" + (root / objects->out).string());
  auto read = git(files, {"read-tree", commit}, environment, work);
  if (!read.ok() || !read->is_good) return read;
  return git(files, {"checkout-index", "--all", "--force"}, environment, work);
}

}  // namespace

base::Result<std::unique_ptr<GitTree>> GitTree::open(const std::string& ref,
                                                     const fs::path& inside,
                                                     const base::WorkContext& work) {
  const std::string shown = base::printable(base::shorten(ref, 100));
  if (ref.empty() || ref.starts_with('-') || ref.find('\0') != std::string::npos) {
    return git_error("git.bad_ref", "'" + shown + "' is no name of a version",
                     "Name a branch, a tag or a commit.");
  }
  std::error_code failed;
  const fs::path path = fs::weakly_canonical(inside, failed);
  const fs::path folder = fs::is_directory(path, failed) ? path : path.parent_path();
  auto top = git(folder, {"rev-parse", "--show-toplevel"}, {}, work);
  if (!top.ok()) return top.error();
  if (!top->is_good || top->out.empty()) {
    return git_error("git.not_a_repository",
                     base::printable(folder.string()) + " is not in a git repository: " +
                         said(top.value()),
                     "--against compares with another version of the code, which git has to know.");
  }
  auto commit = git(folder, {"rev-parse", "--verify", "--quiet", "--end-of-options",
                             ref + "^{commit}"}, {}, work);
  if (!commit.ok()) return commit.error();
  if (!commit->is_good || commit->out.empty()) {
    return git_error("git.no_such_ref", "git knows no version '" + shown + "'",
                     "Name a branch, a tag or a commit; a shallow clone may have to be deepened.");
  }
  auto made = private_folder();
  if (!made.ok()) return made.error();
  std::unique_ptr<GitTree> tree(new GitTree);
  tree->root_ = top->out;
  tree->commit_ = commit->out;
  tree->folder_ = std::move(made).value();
  auto written = write_files(tree->root_, tree->commit_, tree->folder_, work);
  if (!written.ok()) return written.error();
  if (!written->is_good) {
    return git_error("git.failed",
                     "the files of '" + shown + "' could not be written: " + said(written.value()),
                     "Look whether the temporary folder has room, and whether the clone is whole.");
  }
  return tree;
}

GitTree::~GitTree() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

fs::path GitTree::at(const fs::path& path) const {
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(path, failed);
  return (folder_ / "tree" / whole.lexically_relative(root_)).lexically_normal();
}

}  // namespace core::session
