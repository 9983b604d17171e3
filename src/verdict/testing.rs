//! A small reference with facts and the way from a paragraph to its verdicts, for the tests of this room.

use super::kind::Verdict;
use super::{Judgement, decide, look_again};
use crate::claim::PartReading;
use crate::claim::pattern::Patterns;
use crate::lexicon::Lexicon;
use crate::link::closest::{Closest, Finder};
use crate::link::{Context, candidates};
use crate::mention;
use crate::mention::name::{find_cues, find_names, find_terms};
use crate::reference::names::Stems;
use crate::reference::package::{Package, ResourceText, Role};
use crate::reference::{Builder, Reference};
use crate::text::plain::{Block, BlockKind, PlainText};
use crate::text::span::Span;

const ENTITIES: &str = "\
id,name,type,aliases,demonyms
border-pact,Chad-Mali agreement,agreement,border pact,
chad,Chad,country,,Chadian|Chadians
chad-quake,2019 Chad earthquake,disaster,,
chad-mali-war,Chad-Mali war,conflict,,
chad-war,Chad war,conflict,,
diallo,Ousmane Diallo,person,Diallo,
estonia,Estonia,country,,
faye,Amina Faye,person,,
keita,Awa Keita,person,Keita,
kotoko,Kotoko,city,,
latvia,Latvia,country,,
lithuania,Lithuania,country,,
mali,Mali,country,,Malian|Malians
mali-offensive,2013 Malian offensive in Niger,conflict,,
niger,Niger,country,,Nigerien|Nigeriens
sahel,Sahel,aggregate,,
sangare,Issa Sangare,person,Sangare,
toure,Toure,person,,
amadou-toure,Amadou Toure,person,,
utopia,Old Utopia,country,,
";
const PROPERTIES: &str = "\
id,label,kind,unit,triggers,temporal,symmetric
area_total,total area,quantity,sq km,area,constant,
birth_date,birth,date,date,born,constant,
border_length,length of a border,quantity,km,border,constant,true
ceded_date,cession,date,date,ceded,constant,
city_population,population of a city,count,people,urban area,series,
import_share,share of imports from a partner,percent,%,imports|of its imports,series,
conflict_deaths,conflict deaths in a year,count,deaths,battle deaths|killed in fighting,series,
death_rate,death rate,quantity,per 1000 people,death rate|deaths per 1000,series,
deaths,people killed,count,people,killed,point,
end_date,end,date,date,ended,constant,
founding_date,founding,date,date,founded|established|created|formation,constant,
fertility_rate,fertility rate,quantity,children per woman,fertility rate|children per woman,series,
gdp_nominal,GDP (nominal),money,USD,economy worth,series,
growth_rate,real GDP growth,percent,%,economy grew|economic growth,series,
population_growth_rate,population growth,percent,%,population grew,series,
urban_share,share living in cities,percent,%,live in cities,series,
arms_spending,arms spending,money,thousand constant 2019 USD,arms spending,series,
exchange_rate,exchange rate,quantity,local currency per USD,exchange rate,series,
head_of_state,head of state,name,person,president,point,
joined_date,joined a bloc,date,date,joined|bloc,constant,
highest_point,height of the highest point,quantity,m,highest point,constant,
independence_date,independence,date,date,independence,constant,
inflation_rate,consumer price inflation,percent,%,inflation|prices rose,series,
leader,national leader,name,person,,point,
life_expectancy,\"Life expectancy at birth, total\",duration,years,,series,
literacy_rate,Literacy rate (% of adults),percent,%,,series,
magnitude,earthquake magnitude,quantity,Mw,magnitude,constant,
median_age,median age,duration,years,median age,series,
median_age_female,\"median age, women\",duration,years,,series,
member_count,members,count,states,members,series,
moved_date,capital moved,date,date,moved the capital|legalized the move,constant,
oil_price,oil price,money,USD per barrel,oil price|a barrel,series,
population,population,count,people,population|people|million people|inhabitants,series,
religion_share,followers of a religion,percent,%,religion,series,
start_date,start,date,date,began|signed,constant,
ban_rank,order among countries that banned it,rank,rank,country to ban,constant,
trade_deficit,trade deficit,money,USD,trade deficit,series,
school_spending,\"school spending, share of GDP\",percent,%,school spending,series,
soot,soot emissions,quantity,tonnes,soot emissions,series,
ballots,ballots for it,count,ballots,ballots,point,
";
const FACTS: &str = "\
id,subject,property,object,value,value_low,value_high,unit,valid_from,valid_to,as_of,source
a.chad,chad,area_total,,1284000,,,sq km,,,,t
a.estonia,estonia,area_total,,45228,,,sq km,,,,t
a.latvia,latvia,area_total,,64589,,,sq km,,,,t
a.lithuania,lithuania,area_total,,65300,,,sq km,,,,t
a.mali,mali,area_total,,1240192,,,sq km,,,,t
b.chad.niger,chad,border_length,niger,1196,,,km,,,,t
c.niger,niger,ceded_date,chad,1974,,,date,,,,t
b.faye,faye,birth_date,,1965-03-02,,,date,,,,t
cp.kotoko,chad,city_population,kotoko,1605000,,,people,,,2020,t
br.chad,chad,ban_rank,,3,,,rank,,,,t
im.chad,chad,import_share,niger,16,,,%,,,2020,t
cd.chad,chad,conflict_deaths,,310,,,deaths,,,2015,t
cd.chad.b,chad,conflict_deaths,,210,,,deaths,,,2016,t
dr.chad,chad,death_rate,,11.9,,,per 1000 people,,,2020,t
d.quake,chad-quake,deaths,,300,,,people,,,2019,t
d.cmw,chad-mali-war,deaths,,,900,1660,people,,,,t
m.quake,chad-quake,magnitude,,6.1,,,Mw,,,,t
mc.sahel,sahel,member_count,,5,,,states,2014-02-16,,,t
ma.chad,chad,median_age,,16.1,,,years,,,2020,t
maf.chad,chad,median_age_female,,17.4,,,years,,,2020,t
op.utopia,utopia,oil_price,,41.7,,,USD per barrel,,,2019,t
mv.chad,chad,moved_date,,1973,,,date,,,,t
x.chad,chad,exchange_rate,,590,,,local currency per USD,,,2019,t
hp.mali,mali,highest_point,Hombori Tondo,1155,,,m,,,,t
j.mali,mali,joined_date,,1971-06-03,,,date,,,,t
f.mali,mali,founding_date,,1959-04-04,,,date,,,,t
fr.chad,chad,fertility_rate,,6.1,,,children per woman,,,2020,t
gr.chad,chad,growth_rate,,3.3,,,%,,,2020,t
pg.chad,chad,population_growth_rate,,3.1,,,%,,,2020,t
u.chad,chad,urban_share,,24,,,%,,,2020,t
arms.chad,chad,arms_spending,,310000,,,thousand constant 2019 USD,,,2020,t
g.chad,chad,gdp_nominal,,11000000000,,,USD,,,2020,t
h.mali,mali,head_of_state,faye,,,,person,,,2019,t
h.niger.a,niger,head_of_state,diallo,,,,person,2010-04-07,2016-04,,t
h.niger.b,niger,head_of_state,keita,,,,person,2016-04-02,,,t
ld.latvia,latvia,leader,toure,,,,person,1992-06-08,2002-06,2019,t
h.latvia,latvia,head_of_state,amadou-toure,,,,person,2002-06-08,2012-03,2019,t
ld.mali,mali,leader,sangare,,,,person,1968-11-19,1991-03,2019,t
i.chad,chad,independence_date,,1960-08-11,,,date,,,,t
i.lithuania.a,lithuania,independence_date,utopia,1918-02-16,,,date,,,,t
i.lithuania.b,lithuania,independence_date,northern union,1990-03-11,,,date,,,,t
i.mali,mali,independence_date,utopia,1960-09-22,,,date,,,,t
i.niger,niger,independence_date,,1960-08-03,,,date,,,,t
inf.chad,chad,inflation_rate,,4.5,,,%,,,2020,t
l.chad,chad,life_expectancy,,52.5,,,years,,,2020,t
l.mali,mali,life_expectancy,,58.9,,,years,,,2020,t
l.niger.a,niger,life_expectancy,,60.1,,,years,,,2020,t
l.niger.b,niger,life_expectancy,,62.9,,,years,,,2020,t
lit.chad,chad,literacy_rate,,27,,,%,,,2020,t
lit.niger,niger,literacy_rate,,30,,,%,,,1999,t
p.chad.18,chad,population,,15504321,,,people,,,2018,t
p.chad.19,chad,population,,16012345,,,people,,,2019,t
p.chad.20,chad,population,,16612345,,,people,,,2020,t
p.estonia,estonia,population,,1331000,,,people,,,2020,t
p.latvia,latvia,population,,1901000,,,people,,,2020,t
p.lithuania,lithuania,population,,2795000,,,people,,,2020,t
p.mali,mali,population,,21200000,,,people,,,2020,t
p.sahel.18,sahel,population,,312000000,,,people,,,2018,t
p.sahel,sahel,population,,332000000,,,people,,,2020,t
p.niger,niger,population,,24300000,,,people,,,2020,t
r.chad.a,chad,religion_share,Christian,41,,,%,,,2020,t
r.chad.b,chad,religion_share,Muslim,55,,,%,,,2020,t
r.mali,mali,religion_share,Christian,3,,,%,,,2020,t
r.chad.c,chad,religion_share,none,3,,,%,,,2020,t
s.pact,border-pact,start_date,,2012-05,,,date,,,,t
s.quake,chad-quake,start_date,,2019-03-05,,,date,,,,t
s.off,mali-offensive,start_date,,2013-05-01,,,date,,,,t
v.pact,border-pact,ballots,,59,,,ballots,,,2012-05,t
s.war,chad-war,start_date,,2005-12-18,,,date,,,,t
e.war,chad-war,end_date,,2013-12-20,,,date,,,,t
e.niger,niger,end_date,,2024-05-01,,,date,,,,t
sc.chad,chad,school_spending,,4.1,,,%,,,2020,t
so.chad,chad,soot,,41300,,,tonnes,,,2020,t
t.chad,chad,trade_deficit,,900000000,,,USD,,,2020,t
t.mali,mali,trade_deficit,,-700000000,,,USD,,,2020,t
";

/// Rows of several ranks, and one that is only a bound.
const RANKED: &str = "\
id,subject,property,value,value_low,unit,as_of,rank,source
a.niger.a,niger,area_total,1267000,,sq km,,preferred,t
a.niger.b,niger,area_total,1186000,,sq km,,ordinary,t
a.niger.c,niger,area_total,1122000,,sq km,,dissent,t
k.war.a,chad-war,deaths,300,,people,2014,,t
k.war.b,chad-war,deaths,,100,people,2014,,t
";

fn reference() -> Reference {
    let resource = |file: &str, role, text: &'static str| ResourceText::of(file, role, text.into());
    let resources = vec![
        resource("entities.csv", Role::Entities, ENTITIES),
        resource("properties.csv", Role::Properties, PROPERTIES),
        resource("facts.csv", Role::Facts, FACTS),
        resource("ranked.csv", Role::Facts, RANKED),
    ];
    let mut builder = Builder::new(Lexicon::english());
    builder.add(Package { title: "test".into(), resources, ..Package::default() });
    builder.finish().reference
}

/// The verdicts on a paragraph dated 16 June 2020, one a claim: `16.5 million: chad population supported`.
pub(crate) fn verdicts(text: &str) -> Vec<String> {
    judged(text, |words, judgement, reference, _| {
        let link = judgement.link.as_ref().map(|l| format!("{} {} ", reference.entity(l.subject).id, reference.property(l.property).id));
        let subject = judgement.derived_of.map(|s| format!("{} derived ", reference.entity(s).id));
        format!("{words}: {}{}", link.or(subject).unwrap_or_default(), judgement.verdict.name())
    })
}

/// What is missing for each claim that no row decides, and the rows that come closest: `3 million: period p.chad.18 p.chad.19`.
pub(crate) fn nearest(text: &str) -> Vec<String> {
    let near = |words: &str, judgement: &Judgement, reference: &Reference, closest: &dyn Fn() -> Closest| {
        let found = (judgement.verdict == Verdict::NoReference).then(closest)?;
        let rows: Vec<String> = found.rows.iter().map(|fact| format!(" {}", reference.texts(fact).id)).collect();
        let name = found.unknown.map_or_else(String::new, |name| format!(" [{}]", name.of(text)));
        let alike = found.alike.map_or_else(String::new, |who| format!(" ~{}", reference.entity(who).id));
        Some(format!("{words}: {:?}{name}{alike}{}", found.lack, rows.concat()))
    };
    judged(text, near).into_iter().flatten().collect()
}

/// The links that could be meant as well, each with the verdict that its rows would give.
pub(crate) fn runners_up(text: &str) -> Vec<String> {
    let told = |words: &str, judgement: &Judgement, reference: &Reference, _: &dyn Fn() -> Closest| {
        let others = judgement.runners_up.iter().map(|o| {
            let rows: Vec<String> = o.evidence.iter().map(|e| format!(" {}", reference.texts(&e.fact).id)).collect();
            format!(" {} {}{}", reference.entity(o.link.subject).id, o.verdict.map_or("", Verdict::name), rows.concat())
        });
        format!("{words}: {};{}", judgement.verdict.name(), others.collect::<Vec<_>>().join(","))
    };
    judged(text, told)
}

/// What each claim's text should have been, and how a paper would put it right.
pub(crate) fn corrections(text: &str) -> Vec<(Option<String>, Option<String>)> {
    judged(text, |_, judgement, _, _| (judgement.suggestion.clone(), judgement.correction.clone()))
}

/// What went wrong with each value that is called wrong, where that is known.
pub(crate) fn slips(text: &str) -> Vec<Option<String>> {
    judged(text, |_, judgement, _, _| judgement.explanation.rsplit_once("): ").map(|(_, slip)| slip.to_owned()))
}

/// What `tell` makes of the words of each claim of a paragraph, its judgement, and what comes closest to it.
fn judged<T>(text: &str, tell: impl Fn(&str, &Judgement, &Reference, &dyn Fn() -> Closest) -> T) -> Vec<T> {
    let (reference, lexicon) = (reference(), Lexicon::english());
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    let date = chrono::NaiveDate::from_ymd_opt(2020, 6, 16);
    let mut reading = mention::read(&PlainText::identical(text.to_owned(), vec![block]), date, lexicon);
    mention::superlative::add(&mut reading, lexicon);
    let names = find_names(text, &reading, reference.names(), lexicon);
    let terms = find_terms(text, &reading, &names, reference.names(), &mut Stems::default(), lexicon, |_| true);
    let cues = find_cues(&reading, &lexicon.cues, |_| true);
    let parts = [PartReading { text, is_title: false, cells: &[], reading, names, terms, cues, linked: true, worth: Vec::new() }];
    let claims = crate::claim::extract(&parts, lexicon, Patterns::english());
    let context = Context::new(&parts, &reference, lexicon, date, None);
    let mut judged: Vec<Vec<Judgement>> = claims.iter().map(|claim| decide(claim, candidates(claim, &context), &context)).collect();
    look_again(&claims, &mut judged, &context);
    let all = claims.iter().zip(judged).flat_map(|(claim, judgements)| judgements.into_iter().map(move |j| (claim, j)));
    all.map(|(claim, judgement)| {
        let words = claim.mention(&parts).span.of(text);
        tell(words, &judgement, &reference, &|| Finder::new(context).find(claim, judgement.link.as_ref(), judgement.missing))
    })
    .collect()
}
