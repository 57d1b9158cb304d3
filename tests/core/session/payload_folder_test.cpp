// --payloads: which file is a blob's, and what is never read.
#include "core/session/payload_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>

#include <fstream>

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBlob =
    "order-7/history-0000000000000005-TaskCompleted-0A1B2C3D-Result.json.gz";

std::string gzip(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string in = text, out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

class Payloads : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::temp_directory_path() / "yieldscope-payloads-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    base_ = name;
    fs::create_directories(folder());
  }
  void TearDown() override { fs::remove_all(base_); }

  fs::path folder() const { return base_ / "blobs"; }
  void put(const fs::path& file, const std::string& text) const {
    fs::create_directories((base_ / file).parent_path());
    std::ofstream(base_ / file, std::ios::binary) << text;
  }
  /// The text, or "code: message" with the test's own folder left out.
  std::string read(std::string_view name, PayloadLimits limits = {}) const {
    PayloadFolder payloads(folder(), limits);
    const auto found = payloads.read(name);
    if (found.ok()) return found->text + " from " + found->file;
    std::string message = found.error().code + ": " + found.error().message;
    const std::size_t at = message.find(base_.string());
    return at == std::string::npos ? message
                                   : message.replace(at, base_.string().size(), "BASE");
  }

  fs::path base_;
};

TEST_F(Payloads, AreFoundHoweverTheToolWroteThemDown) {
  const std::string file = "history-0000000000000005-TaskCompleted-0A1B2C3D-Result.json";
  for (const std::string& place :
       {"order-7/" + file + ".gz", "order-7/" + file, "shop-largemessages/order-7/" + file + ".gz",
        "order-7_" + file + ".gz", "order-7%2F" + file, "deep/er/" + file + ".gz", file}) {
    put("blobs/" + place, gzip("\"value\""));
    EXPECT_EQ(read(kBlob), "\"value\" from " + place);
    put("blobs/" + place, "\"plain\"");
    EXPECT_EQ(read(kBlob), "\"plain\" from " + place);
    fs::remove_all(folder());
    fs::create_directories(folder());
  }
}

TEST_F(Payloads, AreFoundByUrlAndByToken) {
  put("blobs/hub-payloads/ab/12", "1");
  EXPECT_EQ(read("blob:v1:hub-payloads:ab/12"), "1 from hub-payloads/ab/12");
  put("blobs/order^07/history-1.json", "2");
  for (const std::string_view url :
       {"https://shop.blob.core.windows.net/hub-largemessages/order^07/history-1.json.gz?sv=1&x=2",
        "https://shop.blob.core.windows.net/hub-largemessages/order%5E07%2Fhistory-1.json.gz",
        "http://127.0.0.1:10000/devstoreaccount1/hub-largemessages/order%5e07/history-1.json.gz"}) {
    EXPECT_EQ(read(url), "2 from order^07/history-1.json");
  }
}

TEST_F(Payloads, TheLongerPartOfTheNameDecides) {
  put("blobs/order-7/a.json", "right");
  put("blobs/order-8/a.json", "wrong");
  put("blobs/other_a.json", "wrong too");
  EXPECT_EQ(read("order-7/a.json.gz"), "right from order-7/a.json");
  EXPECT_EQ(read("hub/order-8/a.json.gz"), "wrong from order-8/a.json");
}

TEST_F(Payloads, TwoFilesAreRefusedUnlessTheyHoldTheSame) {
  put("blobs/one/a.json", "1");
  put("blobs/two/a.json.gz", gzip("1"));
  EXPECT_EQ(read("order-7/a.json.gz"), "1 from one/a.json");
  put("blobs/two/a.json.gz", gzip("2"));
  EXPECT_EQ(read("order-7/a.json.gz"),
            "payloads.ambiguous: 2 files fit the blob order-7/a.json.gz: one/a.json and "
            "two/a.json.gz");
}

TEST_F(Payloads, WhatIsNotThereIsSaid) {
  EXPECT_EQ(read(kBlob), "payloads.not_found: the folder BASE/blobs holds no file of that name");
  fs::remove_all(folder());
  EXPECT_EQ(read(kBlob), "payloads.not_found: the folder BASE/blobs holds no file of that name");
}

TEST_F(Payloads, NamesThatLeadOutAreRefused) {
  put("secret.json", "secret");
  put("blobs/a/b.json", "inside");
  for (const std::string name :
       {"../secret.json", "a/../../secret.json", "/etc/passwd", "..", ".", "", "a//b.json",
        "a\\..\\b.json", "https://h/../secret.json", "https://h/c/%2e%2e/secret.json",
        "https://h/c/..%2Fsecret.json", "blob:v1:..:secret.json"}) {
    EXPECT_EQ(read(name),
              "payloads.refused: " + name + " is a name that could lead out of the folder")
        << name;
  }
  EXPECT_EQ(read(std::string_view("a\0b", 3)),
            "payloads.refused: a\\x00b is a name that could lead out of the folder");
}

TEST_F(Payloads, LinksThatLeadOutAreRefused) {
  put("outside/a.json", "secret");
  fs::create_symlink(base_ / "outside/a.json", folder() / "a.json");
  EXPECT_EQ(read("order-7/a.json"), "payloads.refused: a.json leads out of the folder");
  fs::create_directory_symlink(base_ / "outside", folder() / "order-8");
  fs::remove(folder() / "a.json");
  EXPECT_EQ(read("order-8/a.json"), "payloads.refused: order-8/a.json leads out of the folder");
  put("blobs/real/b.json", "inside");
  fs::create_symlink("real/b.json", folder() / "c.json");
  EXPECT_EQ(read("order-7/c.json"), "inside from c.json");
  fs::create_symlink("d.json", folder() / "d.json");
  EXPECT_EQ(read("order-7/d.json"),
            "payloads.refused: d.json cannot be followed: Too many levels of symbolic links");
}

TEST_F(Payloads, PipesAndDevicesAreNotRead) {
  ASSERT_EQ(::mkfifo((folder() / "a.json").c_str(), 0600), 0);
  EXPECT_EQ(read("order-7/a.json"), "payloads.refused: a.json is no regular file");
  fs::create_symlink("/dev/zero", folder() / "zero.json");
  EXPECT_EQ(read("order-7/zero.json"), "payloads.refused: zero.json leads out of the folder");
  fs::create_directory(folder() / "e.json");
  EXPECT_EQ(read("e.json"), "payloads.refused: e.json is no regular file");
}

TEST_F(Payloads, BombsAndLargeFilesAreBounded) {
  put("blobs/bomb.json.gz", gzip(std::string(3 << 20, 'x')));
  EXPECT_EQ(read("bomb.json.gz", {1 << 20, 1 << 20}),
            "payloads.refused: bomb.json.gz cannot be unpacked: the gzip data unpacks to more than "
            "1048576 bytes");
  put("blobs/large.json", std::string(3000, 'x'));
  EXPECT_EQ(read("large.json", {1000, 1 << 20}),
            "payloads.refused: large.json is larger than 1000 bytes");
  EXPECT_EQ(read("large.json", {4000, 2000}),
            "payloads.refused: large.json is larger than 2000 bytes");
}

TEST_F(Payloads, DamagedFilesAreNoValues) {
  put("blobs/cut.json.gz", gzip("\"a value that is long enough to be cut\"").substr(0, 30));
  EXPECT_EQ(read("cut.json.gz"),
            "payloads.refused: cut.json.gz cannot be unpacked: the gzip data ends before its end");
  put("blobs/bad.json", "\xff\x01");
  EXPECT_EQ(read("bad.json"), "payloads.refused: bad.json is no UTF-8 text");
}

TEST(BlobNames, AreToldFromValues) {
  EXPECT_TRUE(names_blob("blob:v1:container:name"));
  EXPECT_TRUE(names_blob("https://a.blob.core.windows.net/hub-largemessages/i/x.json.gz"));
  EXPECT_FALSE(names_blob("blob:v1:name"));
  EXPECT_FALSE(names_blob("\"blob:v1:container:name\""));
  EXPECT_FALSE(names_blob("https://example.org/orders/7"));
  EXPECT_FALSE(names_blob("blob:v1:container:name and more"));
}

}  // namespace
}  // namespace core::session
