//! Compact JSON, written fast.
//!
//! In: anything that serde can describe, as long as its keys are strings. Out: the bytes
//! that `serde_json` would write, for a third of its instructions: names of fields need no
//! escape, and a report has several bytes of them for each byte of its article. What is
//! rare (escapes, fractions) is left to `serde_json`. It refuses to know what is written.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

/// The JSON of `value`; `room` is how many bytes it is likely to take.
///
/// # Errors
/// If `value` refuses to be serialised.
pub fn to_vec(value: &impl Serialize, room: usize) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(room);
    value.serialize(Writer(&mut out))?;
    Ok(out)
}

/// True if a byte may not stand in a string as it is: a control character, a quote, a
/// backslash. Eight bytes at a time; the last eight overlap with those before them.
fn needs_escape(text: &[u8]) -> bool {
    let strange = match (text.last_chunk::<8>(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(last), ..) => text.as_chunks::<8>().0.iter().fold(strange(*last), |found, eight| found | strange(*eight)),
        (None, Some(first), Some(last)) => {
            let mut eight = [0; 8];
            eight[..4].copy_from_slice(first);
            eight[4..].copy_from_slice(last);
            strange(eight)
        }
        _ => text.iter().fold(0, |found, &byte| found | strange([byte; 8])),
    };
    strange != 0
}

/// Not 0 if one of eight bytes needs an escape, by the usual tests for a zero byte in a word.
fn strange(eight: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let word = u64::from_ne_bytes(eight);
    let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    control | zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')))
}

/// Writes one value.
struct Writer<'a>(&'a mut Vec<u8>);

impl<'a> Writer<'a> {
    #[expect(clippy::unnecessary_wraps, reason = "what every method of a serializer ends with")]
    fn raw(self, bytes: &[u8]) -> Result<(), Error> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn whole(self, number: impl itoa::Integer) -> Result<(), Error> {
        self.raw(itoa::Buffer::new().format(number).as_bytes())
    }

    /// A list or an object: what `start` opens, `end` will close.
    fn parts(self, start: &str, end: &'static str) -> Parts<'a> {
        self.0.extend_from_slice(start.as_bytes());
        Parts { out: self.0, first: true, end }
    }

    /// `{"variant":`, before what a variant carries.
    fn variant(&mut self, name: &'static str) {
        self.0.push(b'{');
        Parts { out: self.0, first: true, end: "" }.name(name);
    }
}

/// Room for a name with its comma, quotes and colon.
const NAME: usize = 32;

/// Writes the parts of a list or an object.
struct Parts<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
    end: &'static str,
}

impl Parts<'_> {
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
    }

    /// The name of a field or variant: as written in the source, without anything to escape.
    /// Where it is inlined its length is known, and copying it takes no call.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the names of fields are constants where it is called")]
    fn name(&mut self, name: &'static str) {
        let skip = usize::from(std::mem::take(&mut self.first));
        let (name, mut text) = (name.as_bytes(), [0; NAME]);
        let end = name.len() + 4;
        if end > NAME {
            self.out.extend_from_slice(&b",\""[skip..]);
            self.out.extend_from_slice(name);
            return self.out.extend_from_slice(b"\":");
        }
        // in one piece: the room for it is asked for once
        text[..2].copy_from_slice(b",\"");
        text[2..end - 2].copy_from_slice(name);
        text[end - 2..end].copy_from_slice(b"\":");
        self.out.extend_from_slice(&text[skip..end]);
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(Writer(self.out))
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the names of fields are constants where it is called")]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.name(name);
        value.serialize(Writer(self.out))
    }

    fn close(self) -> Result<(), Error> {
        Writer(self.out).raw(self.end.as_bytes())
    }
}

/// Methods of whole numbers, which all write themselves alike.
macro_rules! whole_numbers {
    ($($method:ident: $number:ty),*) => {
        $(fn $method(self, value: $number) -> Result<(), Error> {
            self.whole(value)
        })*
    };
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    whole_numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.raw(if value { b"true" } else { b"false" })
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        // the confidence of all that no row decides
        if value.to_bits() == 1_f64.to_bits() {
            return self.raw(b"1.0");
        }
        serde_json::to_writer(self.0, &value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        if needs_escape(value.as_bytes()) {
            return serde_json::to_writer(self.0, value);
        }
        self.0.push(b'"');
        self.0.extend_from_slice(value.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.raw(b"null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.raw(b"null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.raw(b"null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.0.push(b'"');
        self.0.extend_from_slice(variant.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(mut self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Result<(), Error> {
        self.variant(variant);
        value.serialize(Writer(self.0))?;
        self.raw(b"}")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'a>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_variant(mut self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Parts<'a>, Error> {
        self.variant(variant);
        Ok(self.parts("[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a>, Error> {
        Ok(self.parts("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Error> {
        Ok(self.parts("{", "}"))
    }

    fn serialize_struct_variant(mut self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Parts<'a>, Error> {
        self.variant(variant);
        Ok(self.parts("{", "}}"))
    }
}

/// What is a list to JSON.
macro_rules! lists {
    ($($list:ident: $method:ident),*) => {
        $(impl $list for Parts<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
    };
}

lists!(SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field, SerializeTupleVariant: serialize_field);

/// What is an object to JSON, with fields of known names.
macro_rules! objects {
    ($($object:ident),*) => {
        $(impl $object for Parts<'_> {
            type Ok = ();
            type Error = Error;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Writer(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::to_vec;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    enum Shape {
        PlainUnit,
        Newtype(u8),
        Pair(i64, f64),
        Named { wide_field: Option<char> },
    }

    #[derive(Serialize)]
    struct Marker;

    #[derive(Serialize)]
    struct Everything<'a> {
        text: &'a str,
        shapes: Vec<Shape>,
        map: BTreeMap<&'a str, Option<f32>>,
        #[serde(flatten)]
        inner: Option<Inner>,
        marker: Marker,
        unit: (),
        tuple: (bool, u64, i128),
    }

    #[derive(Serialize)]
    struct Inner {
        bytes: &'static [u8],
        not_a_number: f64,
    }

    #[test]
    fn writes_what_serde_json_writes() {
        for text in ["", "plain", "say \"no\"\\\n\u{1}", "żółw — 中文 😀", "\u{7f}\u{2028}"] {
            let value = Everything {
                text,
                shapes: vec![
                    Shape::PlainUnit,
                    Shape::Newtype(7),
                    Shape::Pair(-5, 0.1),
                    Shape::Named { wide_field: Some('"') },
                    Shape::Named { wide_field: None },
                ],
                map: BTreeMap::from([("a\"b", Some(1.5)), (text, None)]),
                inner: Some(Inner { bytes: b"xy", not_a_number: f64::NAN }),
                marker: Marker,
                unit: (),
                tuple: (true, u64::MAX, i128::MIN),
            };
            let ours = String::from_utf8(to_vec(&value, 0).expect("nothing refuses")).expect("UTF-8");
            assert_eq!(ours, serde_json::to_string(&value).expect("nothing refuses"));
        }
    }

    #[test]
    fn every_byte_that_needs_an_escape_gets_one_wherever_it_stands() {
        for c in (0..=0x17f).filter_map(char::from_u32) {
            for at in 0..20 {
                let mut text = "x".repeat(20);
                text.insert(at, c);
                let ours = String::from_utf8(to_vec(&text, 0).expect("nothing refuses")).expect("UTF-8");
                assert_eq!(ours, serde_json::to_string(&text).expect("nothing refuses"));
            }
        }
    }

    #[test]
    fn an_empty_object_and_list_have_no_comma() {
        assert_eq!(to_vec(&BTreeMap::<&str, u8>::new(), 0).expect("nothing refuses"), b"{}");
        assert_eq!(to_vec(&[[0_u8; 0]; 2], 0).expect("nothing refuses"), b"[[],[]]");
    }
}
