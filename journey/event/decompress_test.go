package event

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// zipped returns an archive of files: names and what is in them, by turns.
func zipped(files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			panic(err)
		}
	}
	if z.Close() != nil {
		panic("zip")
	}
	return b.Bytes()
}

// zippedAs returns an archive of one file whose header is written by hand.
func zippedAs(name, text string, method, flags uint16, extra []byte) []byte {
	body := []byte(text)
	if method == zip.Deflate {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, flate.BestCompression)
		if _, err := w.Write(body); err != nil || w.Close() != nil {
			panic("flate")
		}
		body = b.Bytes()
	}
	sum, le := crc32.ChecksumIEEE([]byte(text)), binary.LittleEndian
	out := []byte(zipMagic + "\x14\x00")
	out = le.AppendUint16(le.AppendUint16(out, flags), method)
	out = append(out, 0, 0, 0, 0)
	now, after := sum, []byte(nil)
	if flags&zipSumAfter != 0 {
		now, after = 0, le.AppendUint32(nil, sum)
		if len(extra) > 0 {
			after = le.AppendUint64(le.AppendUint64(after, uint64(len(body))), uint64(len(text)))
		} else {
			after = le.AppendUint32(le.AppendUint32(after, uint32(len(body))), uint32(len(text)))
		}
	}
	out = le.AppendUint32(out, now)
	lengths := []uint32{uint32(len(body)), uint32(len(text))}
	if len(extra) > 0 {
		lengths = []uint32{1<<32 - 1, 1<<32 - 1}
	}
	out = le.AppendUint32(le.AppendUint32(out, lengths[0]), lengths[1])
	out = le.AppendUint16(le.AppendUint16(out, uint16(len(name))), uint16(len(extra)))
	out = append(append(append(append(out, name...), extra...), body...), after...)
	return append(out, "PK\x01\x02"...)
}

// both are the lengths of a file, in the field for those that need 8 bytes.
func both(n int) []byte {
	le := binary.LittleEndian
	return le.AppendUint64(le.AppendUint64([]byte{9, 0, 0, 0, 1, 0, 16, 0}, uint64(n)), uint64(n))
}

func TestDecompressGivesWhatIsInAFile(t *testing.T) {
	const a, b = "customer,time\nc,1\n", "d,2\n"
	padded := both(len(a))
	padded[0], padded[1] = 0xfe, 0xca // a field that means nothing here
	for _, test := range []struct {
		name string
		file []byte
		want string
	}{
		{"nothing", nil, ""},
		{"a byte", []byte("c"), "c"},
		{"what is not compressed", []byte(a), a},
		{"what begins like an archive and is none", []byte("PK,time\n"), "PK,time\n"},
		{"gzip", gzipped(a), a},
		{"two of gzip, one after the other", append(gzipped(a), gzipped(b)...), a + b},
		{"an archive of nothing", zipped(), ""},
		{"an archive of a file", zipped("log.csv", a), a},
		{"an archive of files, the first without a line end", zipped("1.json", "{}", "2.json", "[]\n", "3.json", ""), "{}\n[]\n"},
		{"an archive of gzip, as Amplitude exports it", zipped("100/", "", "100/1.json.gz", string(gzipped(a)), "100/2.json.gz", string(gzipped(b))), a + b},
		{"an archive with a folder and what macOS adds", zipped("x/", "", "x/a", a, "__MACOSX/x/._a", "Mac OS X\x00"), a},
		{"a file that is stored", zippedAs("a", a, zip.Store, 0, nil), a},
		{"a file that is stored, with lengths of 8 bytes", zippedAs("a", a, zip.Store, 0, append(padded[:4:4], both(len(a))[4:]...)), a},
		{"a file whose sum comes before it", zippedAs("a", a, zip.Deflate, 0, nil), a},
		{"a file whose sum comes after it, without letters before", zippedAs("a", a, zip.Deflate, zipSumAfter, nil), a},
		{"the same with lengths of 8 bytes", zippedAs("a", a, zip.Deflate, zipSumAfter, both(0)[4:]), a},
	} {
		t.Run(test.name, func(t *testing.T) {
			for name, r := range map[string]io.Reader{
				"at once":      bytes.NewReader(test.file),
				"byte by byte": iotest.OneByteReader(bytes.NewReader(test.file)),
				"data and end": iotest.DataErrReader(bytes.NewReader(test.file)),
			} {
				got, err := io.ReadAll(iotest.OneByteReader(Decompress(r, nil)))
				require.NoError(t, err, name)
				require.Equal(t, test.want, string(got), name)
			}
		})
	}
}

func TestDecompressRefusesWhatIsDamaged(t *testing.T) {
	text := strings.Repeat("customer,time\n", 1000)
	broken := errors.New("cable cut")
	flipped := func(file []byte, at int) io.Reader {
		file = bytes.Clone(file)
		file[(len(file)+at)%len(file)] ^= 0xff
		return bytes.NewReader(file)
	}
	cut := func(file []byte, n int) io.Reader { return bytes.NewReader(file[:n]) }
	archive, simple := zipped("a", text), zippedAs("a", text, zip.Deflate, zipSumAfter, nil)
	for _, test := range []struct {
		name string
		r    io.Reader
		want error
	}{
		{"a sum of gzip", flipped(gzipped(text), -6), gzip.ErrChecksum},
		{"a head of gzip", flipped(gzipped(text), 2), gzip.ErrHeader},
		{"gzip that is cut short", cut(gzipped(text), 50), io.ErrUnexpectedEOF},
		{"bytes after gzip", io.MultiReader(bytes.NewReader(gzipped(text)), strings.NewReader("and this is no gzip")), gzip.ErrHeader},
		{"a sum of zip", flipped(simple, -4-8-2), ErrZip},
		{"an archive cut short in its head", cut(archive, 20), io.ErrUnexpectedEOF},
		{"an archive cut short in a name", cut(archive, 30), io.ErrUnexpectedEOF},
		{"an archive cut short in a file", cut(archive, 60), io.ErrUnexpectedEOF},
		{"an archive cut short after a file", cut(simple, len(simple)-14), io.ErrUnexpectedEOF},
		{"an archive cut short before its directory", cut(simple, len(simple)-2), io.ErrUnexpectedEOF},
		{"a stored file that is cut short", cut(zippedAs("a", text, zip.Store, 0, nil), 500), io.ErrUnexpectedEOF},
		{"a field that is longer than all fields", bytes.NewReader(zippedAs("a", text, zip.Store, 0, []byte{1, 0, 9, 0})), ErrZip},
		{"something between files", flipped(simple, -1), ErrZip},
		{"an archive that is encrypted", bytes.NewReader(zippedAs("a", text, zip.Deflate, zipEncrypted, nil)), ErrZip},
		{"a stored file of unknown length", bytes.NewReader(zippedAs("a", text, zip.Store, zipSumAfter, nil)), ErrZip},
		{"another method", bytes.NewReader(zippedAs("a", text, 12, 0, nil)), ErrZip},
		{"a reader that fails at once", iotest.ErrReader(broken), broken},
		{"a reader that fails later", io.MultiReader(cut(gzipped(text), 30), iotest.ErrReader(broken)), broken},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Decompress(test.r, nil)
			_, err := io.ReadAll(r)
			require.ErrorIs(t, err, test.want)
			_, again := r.Read(make([]byte, 1))
			require.Equal(t, err, again)
		})
	}
}

func TestDecompressKeepsToItsLimits(t *testing.T) {
	zeros := gzipped(strings.Repeat("\x00", 1<<20)) // 1,027 times as long
	one := string(gzipped(strings.Repeat("0123456789\n", 1000)))
	for _, test := range []struct {
		name string
		r    io.Reader
		opt  DecompressOptions
		n    int64 // bytes given
		want string
	}{
		{"as many bytes as may be", strings.NewReader(one), DecompressOptions{MaxBytes: 11_000}, 11_000, ""},
		{"a byte too many", strings.NewReader(one), DecompressOptions{MaxBytes: 10_999}, 10_999, "file larger than the limit"},
		{"what is not compressed may be as large as it is", strings.NewReader("abc"), DecompressOptions{MaxBytes: 1}, 3, ""},
		{"a bomb", endless(string(zeros), 1<<30), DecompressOptions{}, -1, "decompressed file larger than the limit for what is compressed"},
		{"a bomb in an archive", bytes.NewReader(zipped("a", strings.Repeat("0", 64<<20))), DecompressOptions{}, -1, "for what is compressed"},
		{"a bomb in what does not count", bytes.NewReader(zipped("__MACOSX/a", strings.Repeat("0", 64<<20))), DecompressOptions{}, 0, "for what is compressed"},
		{"a bomb within a bomb", bytes.NewReader(zipped("a", string(gzipped(strings.Repeat("0", 256<<20))))), DecompressOptions{}, -1, "for what is compressed"},
		{"a bomb that is asked for", bytes.NewReader(bytes.Repeat(zeros, 64)), DecompressOptions{MaxRatio: 2000}, 64 << 20, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			n, err := io.Copy(io.Discard, Decompress(test.r, &test.opt))
			runtime.ReadMemStats(&after)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20), "bytes")
			if test.n >= 0 {
				assert.Equal(t, test.n, n)
			} else {
				assert.Less(t, n, int64(40<<20))
			}
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, err, "compressed file, before byte ")
			require.ErrorIs(t, err, ErrTooLarge)
		})
	}
}

// Logs as tools write them are far from what a bomb is.
func TestDecompressTakesLogsOfAnyTool(t *testing.T) {
	for _, name := range []string{"ecom", "receipt", "patients"} {
		l, err := ReadCSV(Decompress(shared(t, "data/logs/"+name+".csv.gz"), &DecompressOptions{MaxRatio: 50}),
			&CSVOptions{Customer: map[string]string{"patients": "patient"}[name], Name: map[string]string{"patients": "handling"}[name]})
		require.NoError(t, err)
		require.NotZero(t, l.Len())
	}
}

// The export of Amplitude is an archive of a compressed file an hour.
func TestTheArchiveOfAmplitudeIsReadAsItIs(t *testing.T) {
	hour := func(user, at string) string {
		return string(gzipped(`{"user_id":"` + user + `","event_type":"open","event_time":"` + at + `","uuid":"` + at + `"}`))
	}
	archive := zipped("1234/", "", "1234/1234_2026-03-01_10#0.json.gz", hour("a", "2026-03-01 10:00:00.5"),
		"1234/1234_2026-03-01_11#0.json.gz", hour("b", "2026-03-01 11:00:00"))
	l, err := ReadJSONL(bytes.NewReader(archive), Amplitude())
	require.NoError(t, err)
	require.Equal(t, 2, l.Customers())
	require.Equal(t, "2026-03-01T10:00:00.5Z", l.Trace(0).Time(0).Format(time.RFC3339Nano))
}

func FuzzDecompress(f *testing.F) {
	for _, s := range [][]byte{
		nil, []byte("PK"), gzipped("abc\n"), zipped(), zipped("a", "b", "c/", "", "d", string(gzipped("e"))),
		zippedAs("a", "bcd", zip.Store, 0, both(3)[4:]), zippedAs("a", "bcd", zip.Deflate, zipSumAfter, nil),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o := &DecompressOptions{MaxBytes: 1 << 16}
		got, err := io.ReadAll(Decompress(bytes.NewReader(data), o))
		again, err2 := io.ReadAll(iotest.OneByteReader(Decompress(iotest.HalfReader(bytes.NewReader(data)), o)))
		require.Equal(t, err == nil, err2 == nil)
		if err == nil {
			require.Equal(t, string(got), string(again))
		}
		if z, err2 := gzip.NewReader(bytes.NewReader(data)); err2 == nil {
			want, err2 := io.ReadAll(io.LimitReader(z, 1<<16+1))
			if len(want) <= 1<<16 {
				require.Equal(t, err2 == nil, err == nil)
				require.Equal(t, string(want), string(got))
			}
		}
	})
}

func TestDecompressReadsWhatArchiveZipReads(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var files []string
		for range random.IntN(4) {
			files = append(files, strings.Repeat("n", 1+random.IntN(5)), strings.Repeat("some text\n", random.IntN(20_000)))
		}
		data := zipped(files...)
		var want strings.Builder
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err)
		for _, file := range z.File {
			r, err := file.Open()
			require.NoError(t, err)
			_, err = io.Copy(&want, r)
			require.NoError(t, err)
		}
		got, err := io.ReadAll(Decompress(bytes.NewReader(data), nil))
		require.NoError(t, err)
		require.Equal(t, want.String(), string(got))
	}
}
