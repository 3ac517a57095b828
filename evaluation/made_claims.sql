-- What made_claims.py makes a record of: documents, claims and links of the stories $first to $last.

CREATE OR REPLACE TEMP MACRO any_of(key, n) AS CAST(hash(key) % n AS BIGINT);
CREATE OR REPLACE TEMP MACRO share(key) AS (hash(key) % 1000003) / 1000003.0;
CREATE OR REPLACE TEMP MACRO few(key, n) AS CAST(floor(n * power(share(key), 3)) AS BIGINT);
CREATE OR REPLACE TEMP MACRO named(prefix, key) AS prefix || '_' || substr(md5(key), 1, 16);
CREATE OR REPLACE TEMP MACRO spoken(key) AS
    chr(CAST(97 + any_of(key || 'a', 26) AS INTEGER)) || ['ba','ke','li','mo','nu','ra','se'][1 + any_of(key || 'b', 7)]
    || ['dar','fen','gol','hin','juk','lum'][1 + any_of(key || 'c', 6)] || format('{:x}', few(key || 'd', 60));
CREATE OR REPLACE TEMP MACRO quoted(said, spot) AS
    struct_pack(start := CAST(spot AS INTEGER), "end" := CAST(spot + length(said) AS INTEGER), "text" := said);
CREATE OR REPLACE TEMP MACRO on_day(day) AS
    struct_pack(start := day, "end" := day, granularity := 'day', basis := 'explicit');
CREATE OR REPLACE TEMP MACRO state(code, spot) AS struct_pack("text" := code, start := CAST(spot AS INTEGER),
    "end" := CAST(spot + 3 AS INTEGER), actor_id := code, "name" := code, country := code, sectors := ['GOV'],
    kind := 'country');

CREATE OR REPLACE TEMP TABLE told AS
WITH happened AS (
    SELECT s, a, k, s * $articles + a AS d, DATE '2014-01-01' + CAST(s * $days // $stories AS INTEGER) AS told_on,
           'h' || s || '-' || k
               || CASE WHEN k < 14 AND (k = 0 OR share('j' || s || '-' || k || '-' || a) < 0.5) THEN ''
                       WHEN k BETWEEN 14 AND 17 THEN '' ELSE '-' || a END AS h
    FROM range($first, $last) x(s), range($articles) y(a), range($claims) z(k)),
told AS (
    SELECT *, named('clm', d || '/' || k) AS claim_id, named('doc', 'd' || d) AS document_id,
           CASE WHEN k < 14 THEN 'event' WHEN k < 18 THEN 'figure' ELSE 'position' END AS kind,
           $states[1 + few(h || 'A', $n)] AS actor, $states[1 + few(h || 'R', $n - 1)] AS other,
           $types[1 + any_of(h || 'T', $m)] AS act, k % 3 = 1 AS voiced,
           CASE WHEN k < 14 AND share(h || 'D') > 0.2 THEN told_on - CAST(few(h || 'W', 12) AS INTEGER)
                WHEN k BETWEEN 14 AND 17 THEN told_on END AS day,
           CASE WHEN share(h || 'N') < 0.05 THEN 'negative' ELSE 'positive' END AS polarity,
           CASE WHEN share(h || 'P') < 0.08 THEN 'planned' ELSE 'actual' END AS modality,
           CASE WHEN k < 14 THEN round(0.45 + 0.54 * share(d || 'c' || k), 4) END AS confidence,
           10 + any_of(s || 'v' || k, 900) + CASE WHEN share(d || 'x' || k) < 0.1 THEN 1 ELSE 0 END AS amount
    FROM happened),
worded AS (
    SELECT * EXCLUDE (actor, other), CASE WHEN actor = other THEN 'JAM' ELSE actor END AS actor, other,
           CASE kind WHEN 'event' THEN act.verb WHEN 'figure' THEN 'counted' ELSE 'opposes' END AS verb,
           CASE kind WHEN 'figure' THEN amount || ' people at ' ELSE '' END || spoken(few(h || 'w', $words) || 'w')
               || ' ' || spoken(few(h || 'x', $words) || 'w') || ' ' || spoken(few(h || 'y', $words) || 'w')
               || ' ' || spoken(few(d || 'z' || k, $words) || 'w') AS over
    FROM told),
said AS (
    SELECT *, actor || ' ' || verb || CASE kind WHEN 'figure' THEN ' ' ELSE ' ' || other || ' over ' END || over
        || CASE WHEN voiced THEN ', officials said.' ELSE '.' END AS sentence
    FROM worded)
SELECT *, 'Report ' || d || ' on ' || spoken(any_of(s || 't', $words) || 'w') AS title,
       length(title) + 1
           + coalesce(sum(length(sentence) + 1) OVER (PARTITION BY d ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING
                      AND 1 PRECEDING), 0) AS spot
FROM said;

INSERT INTO documents BY NAME
SELECT document_id, md5('raw' || d) AS raw_sha256, 'Outlet ' || few('o' || d, 400) AS publisher, told_on AS published,
       any_value(title) AS title, 'en' AS language, 'text' AS format,
       any_value(title) || chr(10) || string_agg(sentence, ' ' ORDER BY k) AS text, now() AS recorded_at, 1 AS run_id,
       to_json(struct_pack(document_id := document_id, raw_sha256 := md5('raw' || d), format := 'text', "text" := '',
           zones := [struct_pack(kind := 'body', start := 0, "end" := length(text))],
           title := quoted(any_value(title), 0), publisher := 'Outlet ' || few('o' || d, 400),
           published := struct_pack(start := told_on, "end" := told_on, granularity := 'day', basis := 'metadata'),
           language := 'en')) AS record
FROM told GROUP BY s, d, document_id, told_on ORDER BY document_id;

CREATE OR REPLACE TEMP TABLE made AS
SELECT *, CASE kind WHEN 'event' THEN max(confidence) OVER (PARTITION BY h) END AS sureness, state(actor, spot) AS left_party, state(other, spot + 5 + length(verb)) AS right_party,
       CASE WHEN voiced THEN [struct_pack(form := 'indirect', source_kind := 'official',
           source := quoted('officials', spot + length(sentence) - 15), cue := quoted('said', spot + length(sentence) - 5),
           content := [quoted(left(sentence, -17), spot)], anonymous := true)] ELSE [] END AS chain
FROM told;
INSERT INTO kept.claims BY NAME
SELECT 1 AS run_id, claim_id, document_id, kind, CASE kind WHEN 'event' THEN act.name END AS event_type,
       CAST([] AS VARCHAR[]) AS contexts, CASE kind WHEN 'event' THEN act.quad END AS quad_class,
       CASE kind WHEN 'event' THEN act.scale END AS scale, day AS date_start, day AS date_end,
       CASE WHEN day IS NOT NULL THEN 'day' END AS granularity, CASE kind WHEN 'event' THEN polarity ELSE 'positive' END
       AS polarity, CASE kind WHEN 'event' THEN modality ELSE 'actual' END AS modality,
       CASE WHEN voiced THEN 'officials' END AS voice, spot + 4 AS trigger_start, spot + 4 + length(verb) AS trigger_end,
       sentence, CASE kind WHEN 'figure' THEN 'deaths' END AS measure, CASE kind WHEN 'figure' THEN amount END AS amount,
       CASE kind WHEN 'figure' THEN 'people' END AS unit, CASE kind WHEN 'figure' THEN 'level' END AS figure_role,
       CASE kind WHEN 'position' THEN 'opposes' END AS stance, CASE kind WHEN 'position' THEN 'plain' END AS strength,
       confidence, to_json(struct_pack(claim_id := claim_id, document_id := document_id, kind := kind,
           event_type := CASE kind WHEN 'event' THEN act.name END, quad_class := CASE kind WHEN 'event' THEN act.quad END,
           scale := CASE kind WHEN 'event' THEN act.scale END,
           actors := CASE kind WHEN 'event' THEN [left_party] ELSE [] END,
           recipients := CASE kind WHEN 'event' THEN [right_party] ELSE [] END,
           "date" := CASE WHEN kind = 'event' AND day IS NOT NULL THEN on_day(day) END,
           polarity := CASE kind WHEN 'event' THEN polarity ELSE 'positive' END,
           modality := CASE kind WHEN 'event' THEN modality ELSE 'actual' END, attribution := chain,
           "trigger" := quoted(verb, spot + 4), sentence := quoted(sentence, spot),
           figure := CASE kind WHEN 'figure' THEN struct_pack("value" := amount, unit := 'people', measure := 'deaths',
               period := on_day(day), "of" := [left_party],
               span := quoted(amount || ' people', spot + 5 + length(verb))) END,
           "position" := CASE kind WHEN 'position' THEN struct_pack(stance := 'opposes', holder := [left_party],
               targets := [right_party]) END,
           rule := 'made', confidence := confidence)) AS record
FROM made ORDER BY document_id, k;
INSERT INTO kept.claim_actors BY NAME
SELECT 1 AS run_id, claim_id, document_id, x.ordinal, x.role, x.actor_id, x.name, x.country, ['GOV'] AS sectors, confidence
FROM (
    SELECT document_id, claim_id, confidence, unnest(CASE kind
        WHEN 'event' THEN [struct_pack(ordinal := 0, role := 'actor', actor_id := actor, "name" := actor, country := actor),
                           struct_pack(ordinal := 1, role := 'recipient', actor_id := other, "name" := other, country := other)]
        WHEN 'figure' THEN [struct_pack(ordinal := 0, role := 'of', actor_id := actor, "name" := actor, country := actor)]
        ELSE [struct_pack(ordinal := 0, role := 'holder', actor_id := actor, "name" := actor, country := actor),
              struct_pack(ordinal := 1, role := 'target', actor_id := other, "name" := other, country := other)] END) AS x
    FROM made) ORDER BY document_id, claim_id, x.ordinal;
INSERT INTO kept.claim_voices BY NAME
SELECT 1 AS run_id, claim_id, 0 AS ordinal, 'officials' AS source, 'official' AS source_kind, 'indirect' AS form,
       true AS anonymous, confidence
FROM made WHERE voiced ORDER BY document_id, claim_id;
INSERT INTO kept.raised BY NAME
SELECT 1 AS run_id, claim_id, confidence, sureness FROM made WHERE sureness > confidence ORDER BY claim_id;
INSERT INTO kept.coded BY NAME SELECT DISTINCT 1 AS run_id, document_id, now() AS coded_at FROM told ORDER BY document_id;
INSERT INTO copies BY NAME SELECT DISTINCT document_id, 'made/' || d || '.txt' AS path FROM told ORDER BY document_id;

CREATE OR REPLACE TEMP TABLE joined AS
SELECT h, any_value(s) AS s, kind, named('evt', h) AS thing, list(claim_id ORDER BY a) AS claims,
       list(DISTINCT document_id ORDER BY document_id) AS documents, arg_min(act, a) AS act, arg_min(actor, a) AS actor,
       arg_min(other, a) AS other, arg_min(day, a) AS day, arg_min(modality, a) AS modality, count(*) AS reports,
       bool_and(polarity = 'negative' AND modality = 'actual') AS negative, max(confidence) AS sureness, arg_min(amount, a) AS amount
FROM told WHERE kind <> 'position' GROUP BY h, kind, CASE kind WHEN 'figure' THEN amount END;
INSERT INTO kept.events BY NAME
SELECT 1 AS run_id, thing AS event_id, act.name AS event_type, act.quad AS quad_class, act.scale AS scale,
       day AS date_start, day AS date_end, CASE WHEN day IS NOT NULL THEN 'day' END AS granularity,
       CASE modality WHEN 'planned' THEN 'planned' ELSE 'reported' END AS status, 1 AS origins_min,
       reports AS origins_max, reports, sureness, negative, to_json(struct_pack(event_id := thing, claim_ids := claims,
           document_ids := documents, event_type := act.name, "date" := CASE WHEN day IS NOT NULL THEN on_day(day) END,
           actors := [state(actor, 0)], recipients := [state(other, 0)],
           status := CASE modality WHEN 'planned' THEN 'planned' ELSE 'reported' END,
           origins := struct_pack(min := 1, max := reports), reports := reports)) AS record
FROM joined WHERE kind = 'event' ORDER BY date_start, event_id;
INSERT INTO kept.event_claims BY NAME
SELECT 1 AS run_id, thing AS event_id, unnest(claims) AS claim_id, sureness FROM joined WHERE kind = 'event'
ORDER BY ALL;
INSERT INTO kept.event_actors BY NAME
SELECT 1 AS run_id, thing AS event_id, x.ordinal, x.role, x.code AS actor_id, x.code AS name, x.code AS country,
       ['GOV'] AS sectors, sureness
FROM (SELECT thing, sureness, unnest([struct_pack(ordinal := 0, role := 'actor', code := actor),
                                      struct_pack(ordinal := 1, role := 'recipient', code := other)]) AS x
      FROM joined WHERE kind = 'event') ORDER BY event_id, x.ordinal;
INSERT INTO kept.figures BY NAME
SELECT 1 AS run_id, named('fig', h || amount) AS figure_id, amount, 'people' AS unit, 'deaths' AS measure,
       'level' AS figure_role, day AS date_start, day AS date_end, 'day' AS granularity, 1 AS origins_min,
       reports AS origins_max, reports, to_json(struct_pack(figure_id := named('fig', h || amount), claim_ids := claims,
           document_ids := documents, "value" := amount, unit := 'people', measure := 'deaths', period := on_day(day),
           "of" := [state(actor, 0)], origins := struct_pack(min := 1, max := reports), reports := reports)) AS record
FROM joined WHERE kind = 'figure' ORDER BY date_start, figure_id;
INSERT INTO kept.figure_claims BY NAME
SELECT 1 AS run_id, named('fig', h || amount) AS figure_id, unnest(claims) AS claim_id FROM joined
WHERE kind = 'figure' ORDER BY ALL;
INSERT INTO kept.figure_actors BY NAME
SELECT 1 AS run_id, named('fig', h || amount) AS figure_id, 0 AS ordinal, 'of' AS role, actor AS actor_id,
       actor AS name, actor AS country, ['GOV'] AS sectors
FROM joined WHERE kind = 'figure' ORDER BY figure_id;
CREATE OR REPLACE TEMP TABLE rivals AS
SELECT s, named('cfl', h) AS conflict_id, any_value(thing) AS event_id, sureness, claims,
       [struct_pack(claim_ids := claims[:1], "value" := 'one day', origins := struct_pack(min := 1, max := 1)),
        struct_pack(claim_ids := claims[2:], "value" := 'another day', origins := struct_pack(min := 1, max := 4))] AS sides
FROM joined WHERE kind = 'event' AND h = 'h' || s || '-0' GROUP BY s, h, sureness, claims;
INSERT INTO kept.conflicts BY NAME
SELECT 1 AS run_id, conflict_id, 'date' AS kind, event_id, sureness, to_json(struct_pack(conflict_id := conflict_id,
           kind := 'date', event_id := event_id, sides := sides)) AS record
FROM rivals ORDER BY conflict_id;
INSERT INTO kept.conflict_claims BY NAME
SELECT 1 AS run_id, conflict_id, CASE WHEN i = 1 THEN 0 ELSE 1 END AS side, claims[i] AS claim_id,
       day AS date_start, day AS date_end, sureness
FROM (SELECT *, unnest(range(1, len(claims) + 1)) AS i FROM rivals) r
JOIN (SELECT claim_id, day FROM told) t ON t.claim_id = r.claims[i] ORDER BY ALL;
INSERT INTO kept.stories BY NAME
SELECT 1 AS run_id, named('sty', 's' || s) AS story_id, any_value(title) AS title, min(told_on) AS date_start,
       max(told_on) AS date_end, to_json(struct_pack(story_id := story_id,
           document_ids := list(DISTINCT document_id ORDER BY document_id), title := any_value(title),
           start := min(told_on), "end" := max(told_on))) AS record
FROM told GROUP BY s ORDER BY story_id;
INSERT INTO kept.story_documents BY NAME
SELECT DISTINCT 1 AS run_id, named('sty', 's' || s) AS story_id, document_id FROM told ORDER BY ALL;
