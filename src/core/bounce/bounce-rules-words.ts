// What a receiver's words mean, in nine languages: the tables, in a notation that `bounce-rules.ts` reads.

/*
 * The tables are regular expressions in a short notation: each line is one more alternative; `(` groups without capturing; `%` is the rest of a word;
 * `#3` is up to three words in between; `{who}` is a list of `lists`, and `{gap}` at most 40 characters of the same sentence. Every repetition is
 * made bounded, so a hostile text costs no more than its length times a constant.
 */

/** Lists of words: en, fr, de, es, it, pl, pt, nl. `box` has no words that may also mean the mail or its sender; `gone`, `full`, `off` are what may be said of it. */
export const lists = String.raw`
box
 users?|usr|recipients?|rcpt|mail ?box|in ?box|accounts?|acct|e-?mail (account|address)|customer|subscriber|member|addressee|address|utilisateur|destinataire|boite|bal
 compte|benutzer|empfanger(adresse)?|postfach|konto|usuario|destinatario|buzon|casilla|cuenta|utente|casella|indirizzo|uzytkownik|odbiorca|skrzynka|utilizador|caixa
 conta|gebruiker|ontvanger|postvak
who
 {box}|recips?|address(es)?|e-?mail ?(box|accounts?|address)|person|alias|local.?part|login|adresse|nutzer|mailadresse|direccion|indirizzo|adres(at)?|endereco
 geadresseerde
sender
 senders?('s)?|envelope.from|mail.?from|from.address|from:? (header|domain)|return.?path|originator|reverse.path|expediteur|emetteur|absender(adresse)?|remitente
 mittente|nadawca|remetente|afzender
machine
 client( host)?|hosts?|ip(v[46])?( address(es)?| range)?|servers?|mta|network|netblock|provider|isp|serveur|adresse ip|hostname|part of their network
 e?-?mail from \W?\d|messages? from \W?\d
gone
 unknown
 not? (be )?(found|known|exist%|valid|present|listed|local|available here|hosted|here|registered|recogni[sz]ed|our|deliverable|such|in (the |our |this )?(directory|database|system|domain))
 (does|do|did|could|can|has|have|is|was|are)( ?not|n'?t| no) ?(longer )?(be )?(exist%|found|known|have|a valid|valid|match%|like|on this|in |listed|recogni[sz]ed|local|available|verified|located|an? |accepted here)
 no longer (exist|valid|available|here|with|in|on|employ|works)%|invalid|non.?exist%|undeliverable|unroutable|unrouteable|incorrect|wrong|nonlocal|inconnue?
 n'?existe (pas|plus)|ine[xs]i?st%|errat[oa]|invalide|introuvable|incorrecte?|unbekannt|nicht (bekannt|gefunden|vorhanden|gultig)|(existiert|gibt es) nicht|ungultig
 desconocid%|no (existe|encontrad%|es valid%|valid%)|sconosciut%|non (esiste|trovat%|valid%)|nieznan%|nie (istnieje|znalezion%)|nieprawidlow%|desconhecid%
 nao (existe|encontrad%|valid%)|onbekend|bestaat niet|niet (gevonden|bekend)|ongeldig
full
 (almost |too )?full\b|over.?(its )?(the )?(disk )?(quota|limit|storage)|over the (max% )?(allowed )?(quota|storage|limit)
 exceed% #4(quota|storage|space|capacity|mailbox)|out of (storage|space|quota)|(quota|storage|space|capacity) #3(exceeded|full|reached|exhausted|violation|error|used)
 exhausted|n[o']t (\w+ )?enough (free )?(space|storage)|zu ?viele mails auf|has too many messages|no (more )?(free )?space|pleine?|saturee?|depass%|voll\b|uberfullt
 uberschritten|erschopft|llen[oa]|excedid[oa]|superad[oa]|agotad[oa]|pien[ao]|esaurit[ao]|superat[ao]|przepelnion%|pelna|przekroczon%|chei[ao]|cheia|esgotad[oa]|vol\b
 overschreden
off
 disabled?|not in use|(de|in)activ(e|ated)|not (an? )?(currently )?active|no longer active|is n[o']t? active|suspended|suspension
 (temporar\w+ |been )?(locked|frozen|blocked)|closed|terminated|discontinued|cancell?ed|archived|dormant|on hold|deprovisioned|not enabled|barred
 not accepting (\w+ )?(e-?)?(mail|messages)|no longer accept%|expirad[oa]|ha expirado|desactivee?|suspendue?|bloquee?|inacti[fv]e?|fermee?|cloturee?|resilie|archivee?
 gesperrt|deaktiviert|inaktiv|stillgelegt|suspendid[oa]|desactivad[oa]|bloquead[oa]|inactiv[oa]|deshabilitad[oa]|disabilitat[oa]|disattivat[oa]|sospes[oa]|bloccat[oa]
 inattiv[oa]|zablokowan%|nieaktywn%|zawieszon%|suspens[oa]|desativad[oa]|inativ[oa]|geblokkeerd|uitgeschakeld|opgeschort|inactief
lists
 spamhaus|sorbs|spamcop|barracuda(central| ?reputation)|uceprotect|abuseat|cloudmark|senderscore|senderbase|talos|invaluement|abusix|nixspam|manitu|mailspike|truncate
 backscatterer|psbl|wpbl|spamrats|surbl|uribl|trendmicro|mail-abuse|proofpoint\.com|trustedsource|hostkarma|njabl|dsbl|lashback|gbudb|0spam|spfbl|(dns|x|s|r|u|d|c|p)bl
 rbl%|dns(bl|wl)%|(black|block|deny|reject|drop) ?-?list%|liste (noire|de blocage)|lista (negra|nera)|sperrliste|czarn\w+ lis|zwarte lijst
`;

/** Each entry is one idea; the order settles texts that hold several: header faults come before the names of authentication, block lists before speed. */
export const strong = String.raw`
temporary sure
 too many hops|hop count|(mail|routing|forward%|message|delivery)\W{1,3}loop|loop(ing|s back| detected)|already has my delivered-to|bounce loop
temporary sure
 gr[ae]y.?list|come back (in|later)
policy sure
 (duplicate|multiple|missing|malformed|more than one|no|bad|invalid) (\W?[\w-]{1,24}\W? ){0,4}headers?\b
 headers? (\W?[\w-]{1,24}\W? ){0,3}(missing|duplicated?|malformed|not? compliant)|rfc ?-?\d{0,4} ?(\w+ )?(compliant|compliance|2822|5322)|multiple .{0,30}addresses? in
 purported responsible|bare (lf|cr|line ?feed)|8.?bit
authentication sure
 \b(spf|dkim|dmarc|adsp|sender.?id|domainkeys?|sender policy framework)\b(?!\.\w)
authentication sure
 \b(ptr|rdns|fcrdns)\b|no r?dns|reverse.?(dns|look.?up|host.?name|address|ip|map%|resol%|record|entry|zone|client)|ip name look-?up fail
 (cannot|can't|could not|unable to) (find|resolve|determine|verify) (your|the) (\w+ )?(host|ip|client|dns)|\bip\b.{0,40}(does not|doesn't|not) (\w+ )?resolve
 dns inverse|inverse dns
authentication sure
 unauthenticated (e-?mail|message|mail|sender)|(sender|message|mail|domain) (\w+ )?(is |was )?(not authenticated|unauthenticated)
 (fail%|pass%|required?|lacks?) #3authentication (check|level|test|result)|authentication (level|checks?|results?|tests?)|mismatch% client ip|domain authentication
 mail ?from .{0,40}not #2permitted sender|\balign(ed|ment)\b
policy likely
 \bmime\b|headers? (size|length|line)|backscatter protection|(address|identit)% (is |are )?(not|un)[ -]?verified|identities failed
full sure
 (mail ?box|in ?box|quota|account)\S{0,64} #2size
size sure
 (messages?|e?-?mails?|msg|content|body|data|attachments?|files?)\b('s)? #3(too (large|big|long)|size|length|exceed% #3(size|length))\b
 (size|length|bytes) #4(exceed|limit|maxim|too|larger|greater|violat)%|exceeds? #2fixed limit|(exceed%|max%|larger|greater|limit on) #5(size|length)\b
 too (large|big) (for|to|message|mail)|(message|mail|e-?mail|courriel) #2trop (gros|volumineux|grand|long)|taille #3(limite|max|depass)%
 (nachricht|mail|e-?mail) #2zu gross?|maximale gross?e|(demasiado|muito) grande|tamano #3(max|exced|super)%|troppo grande|dimension[ei] #3(mass|super|ecced)%
 zbyt duz[ay]|tamanho #3(max|exced)%|te groot|rozmiar|grootte|サイズ
rate sure
 unusual (rate|volume|amount|number)|too much ((e-?)?mail|traffic|data)|receiving (e-?)?mail (at a rate|too)|at a rate that prevents
 (rate|frequency|volume|throughput|speed|sending|flow|hourly|daily)[ -]?(limit|control|quota|restrict)%(?!.{0,30}reputation)
 limit(ed|ing|s)? #4(rate|per (hour|day|minute|connection|session|message))|(per|each|this|last) (hour|minute)\b|ip frequency|throttl|(versand|sende|verzend)limi
 limite? (de|d'|di) ?(envi|envoi|invio)|limit wysyl|concurren%|(rate|volume|frequency) (is )?(too high|exceed%)|slow(ing)? down|mail flood|flooding
 too (fast|quickly|frequent%|often)|excessive (volume|rate|number|recipients|connections|messages|mail|traffic)
full sure
 {who}{gap}\b{full}|(mail(box|dir|folder)?|disk|storage|user)[ -]?(quota|space|storage|size)? #2(exceeded|full\b|exhausted)|over ?quota
 (mail ?box|storage|blocks?|inode|account) (\w+ )?limit
 (quota|storage|speicher%|kontingent|cuota|cota|spazio|espace|espacio|espaco|limit pojemnosci|ruimte){gap}(exceed%|full\b|reach%|exhaust%|violat%|over|hit|depass%|attein%|insuffisan%|uberschritten|erschopft|voll|excedid%|superad%|superat%|esaurit%|agotad%|esgotad%|przekroczon%|overschreden)
 (exceed%|reach%|over|out of) #4(quota|storage)|quota (error|limit|check|issue)|full (mail ?box|in ?box)|mailfull|mailboxfull|would exceed
 (メールボックス|受信箱|容量|ディスク).{0,20}(いっぱい|一杯|満|超|不足|オーバー)|ящик (переполнен|полон)|переполнен
rate sure
 (too|so) many (?!spam|hops|unknown|invalid|non|bad|bounc|complain|messages on|mails auf)#3(connect|message|mail|e-?mail|recip|rcpt|session|concurrent|simultan|request|transaction|deliver|attempt|error|command|thread|failure|defer|address|sender)%
 (max%|exceed%|limit%|over) (\S+ ){0,5}(connections?|recipients|messages|e?mails|rcpts?|sessions?|rate|transactions)\b(?! (size|length))
 (connections?|recipients?|messages?|sessions?|rate) #2(limit%|exceed%|quota)(?! #3size)|trop de (connexions|messages|mails|destinataires|courriels)
 zu viele (?!mails auf)(\w+ )?(verbindung|nachricht|mail|e-?mail|empfang)%|demasiad[oa]s (conexiones|mensajes|correos|destinatarios)
 tropp[ie] (connessioni|messaggi|email|mail|destinatari)|(zbyt wiele|za duzo) (polaczen|wiadomosci|odbiorcow)|muit[ao]s (conexoes|ligacoes|mensagens|destinatarios)
 te veel (verbindingen|berichten|ontvangers)|送信(数|制限)|短時間
reputation sure
 \b{lists}\b|sender ?score|reputation|reputacion|reputazione|\(bl\)
reputation sure
 (user|spam|abuse) complaints|client host rejected|junkmail rejected -|\b(e?-?mails?|messages?|connections?|traffic) from (your|this) (\w+ )?(ip|server|host|network)\b
 (?<!locked |suspended |disabled |closed )(due to|because of|for) (abuse|spam%)|permanently deferred|not (allowed|authori[sz]ed|permitted) to connect|:blocked\)
 a problem occurred\. \(ask your postmaster|too many (\w+ )?(spams?|unknown|invalid|non.?exist%|bad|bounces|complaints)\b
 (sends?|sent|sending|source of|origin% of|emit%) #3(spam|junk|ube|abus%|viruses)|spam(ming)? (issues?|activity|source|sender|behaviou?r|host|incident)
 incident de spam|known spammer|spammers?\b|dynamic(ally)?( |-)?(ip|address|assigned|pool|host|range)|dial-?up|residential|open (proxy|relay)
 (botnet|zombie|compromised|infected) (host|machine|server|system|ip|pc)|abusive|suspicious (activity|behaviou?r|traffic|patterns?)|bad (neighbou?rhood|behaviou?r)
 not accepting connections|generic (host|ptr|dns)
reputation sure
 \b{machine} ([^.;!?]|\.(?=\S)){0,30}?(blocked|block-?listed|listed (in|on|by|at|as)|banned|bann?i[se]?|black-?holed?|bloquee?s?|(is|are|was|has been|been|were|are being) (denied|rejected|refused|restricted|deferred)|not (allowed|authori[sz]ed|permitted|accepted|welcome) (to (connect|send|use|access)|here|directly|by)|gesperrt|geblockt|blockiert|blokada|zablokowan%|bloquead%|bloccat%|geblokkeerd)
 banned (sending|sender|ip)|(blocked|banned|denied|refus\w+|reject\w+) #3({machine}|your (ip|server|host))\b
 (no|not accept%|refus%|deny%) #2(mail|messages?|connections?|access|traffic|service) #2from (your|this|the|that) (\w+ )?(ip|server|host|network|address|provider|isp|\[)
 blocked (using|by \S{0,64}\.|- see|for abuse|due to abuse)|we( have| are)? block% (your|mail from|this)
size sure
 (over|than|exceeds?|exceeded|limit of|limit is|max%) (is |the |of )?\d+ ?([km]i?b|bytes|megabytes)\b
spam sure
 \b((anti-?)?virus%|wirus%|malware|trojan|worm|phish%|infected|viagra)\b|迷惑メール|スパム|spam.?assassin
 spam[ -]?(score|content|filter|message|mail|like|detect%|check|policy|rule|trap|signature|pattern|found|reject%|suspi%|block%|probab%)
 (as|like|be|is|detected|suspect%|possible|probable|considered|contain%|classified|unsolicited|rejected|refused|looks) #3(spam|junk|ube|uce|unsolicited|bulk)\b
 \b(spam|junk ?mail|ube|uce|unsolicited)\b|(content|message|mail|e-?mail|body|subject|text) (was |has been |is |been )?(\w+ )?(filtered|suspicious)
 content #3(reject|refus|block|den|restrict|violat|unaccept|filter|not accept|object)%
 (reject|refus|block|due to|unsafe|dangerous|harmful|objectionable|inappropriate|prohibited|unacceptable|offensive)% #3content|bulk (e?mail|message)
 url #4(listed|blocked|bad|malicious)|malicious|(inhalt|contenu|contenido|contenuto|conteudo|inhoud) #1(abgelehnt|refus|rejet|rechazad|rifiutat|rejeitad|geweigerd)
 fraud|scam\b|courrier indesirable|correo no deseado|posta indesiderata|niechcian%|ongewenste
policy likely
 attachment|file ?types?\b|executable|\.exe\b
policy likely
 \b{sender}{gap}(rejected|unknown|reject%|refused|denied|blocked|invalid%|not (exist|found|valid|allowed|permitted|authori[sz]ed|accepted|verif|owned|exempt|in )%|verif%|unverif%|does( not|n't) (exist|resolve|accept|match)|unresolvable|null mx|must|bad|illegal|refuse%|inconnu|invalide|unbekannt|abgelehnt|ungultig|rechazad%|rifiutat%|odrzucon%|rejeitad%|geweigerd)
 (reject%|invalid|bad|unknown|illegal|unresolvable|refus%|verify|badmailfrom|not (like|accept)) #2{sender}|{sender}{gap}\b{gone}|badmailfrom|callout|call.?back verif
temporary likely
 recipient verif% (problem|fail|timed)|(local|internal|server|temporary|system) (\w+ )?(error|problem|failure|fault)|(lookup|look-up|resolution) (failure|failed|error)
 temporar\w+ (lookup|dns|unable to look)|name server timeout|dns (time|server fail|query failed)|servfail|not found,? try again
domain sure
 nxdomain|non-?exist% (\w+ )?(domain|hosts?\b)
 (no such|unknown|invalid|bad|unroutable|unrouteable|nonexistent) (\w+ )?(domain|host|destination system|destination host)\b
 (host|domain)s?( name)?( or domain name)?( [^\s;]{1,64})? (is |was )?(not found|unknown|does( not|n't) exist|not exist|invalid|not valid|is unroutable|not recogni[sz]ed|has expired|expired|not configured|not hosted)
 (any|a|the) host named|find any host|(no|null|find any|any) (valid |usable )?mx\b|(no|find a) mail exchangers?|mx (or srv )?record indicated
 malformed or unexpected name server reply|unrout\w+ (mail )?domain|no (a|mail|dns) (or mx )?records?
 (domain|host) #3(does not|doesn't|not|no longer) (accept|receive|handle) (e?-?mail|messages)|nullmx
 (domaine|hote) (\S+ ){0,3}(inconnue?|inexistante?|introuvable|n'existe)|no se encuentra (el )?(dominio|host)
 domain% (\w+ ){0,2}(unbekannt|existiert nicht|nicht gefunden)|dominio (desconocid|no exist|inexist|sconosciut|non esist|desconhecid|nao exist|invalid)%
 domen\w+ (nie istnieje|nieznana)|domein (bestaat niet|onbekend)|ドメイン.{0,12}(存在|見つか|不明)|host or domain name|name or service not known|no route found|domain must exist
 no matches to nameserver|^\W{0,4}unroute?able address
policy likely
 (user|recipient|owner|addressee) (\w+ )?(has |have )?(blocked|refused|refuses|rejected|rejects|does not want|doesn't want)( (to|your?|mail|emails?|messages?|this|the sender)\b)
 \b(blocked|rejected|refused|denied) by (this |the )?(recipient|user|owner|addressee)\b
disabled sure
 \b{box}{gap}\b{off}
 \b(disabled|inactive|suspended|locked|frozen|closed(?! (the )?(connection|transmission|channel|socket))|deactivated|blocked|expired|dormant|nieaktywne) (\w+ )?{box}\b
 \[suspend|vacation mode|(account|user|mail ?box|subscription) (has |is |was )?expired|not (currently )?being accepted for this|(利用|使用)(停止|できません)|アカウント.{0,10}(停止|無効)
recipient sure
 \b{who}{gap}\b{gone}
 \b(no such|unknown|invalid|no|bad|non-?exist%|undeliverable|unroutable|unrouteable|unrouted|incorrect|illegal|wrong|not (our|a valid|an existing|a known|a|my|local)|mauvais%|unbekannt%|ungultig%|kein%|nieznany|ongeldig%|onbekend%) #2{who}\b
 doesn'?t have an? .{0,40}(account|mailbox)|no (one|body) (\w+ )?(by|with) th|by (that|this) name|nie ma takie%|no se enc% (el |la )?{who}|mail ?drop
 mail for (that|this) (user|recip%)|no mail ?box|not listed in|(recip|rcpt)notfound|recipientnotfound|adr\.(ex)?recip
 no longer #3(here|employed|with (us|the)|works?|work(ing|s) )|has (moved|left|been (deleted|removed|replaced|moved|changed))|address (\w+ )?changed|user not
 not? (a )?(local|valid) (user|recip)|unknownuser|user ?unknown|nosuchuser|unable to find|ユーザ.{0,12}(存在|不明|見つか|ありません|おりません)
 (宛先|アドレス|メールボックス|受信者).{0,20}(存在|不明|見つか|ありません|誤|正しくな|無効)|пользовател% .{0,20}не (найден|существует)|нет такого
temporary likely
 ^\W{0,4}4\d\d .{0,40}(mail ?box|recipient|user|account) (is )?(\w+ )?unavailable
recipient likely
 (mail ?box|account|user|recipient) (\S+ ){0,2}(unavailable|not available|is unavailable|cannot be)|adresse% d ?'?au moins un destinataire
 reject% (the |all )?recipients?\b|suppress(ed|ion)|previously bounced
 (recipient|rcpt|address(ee)?|destinataire)s? (address )?(rejected|refused|refuse|denied|failed|not accepted|unavailable|abgelehnt|rechazad%|rifiutat%|odrzucon%)(?!:? ?(access|polic|relay|blocked|not |due|for|sender|try|temp|service|server|error|client|helo|unauth|by|unverified|mail))
`;

/** Words that many refusals share and that say little. */
export const weak = String.raw`
policy sure
 relay%|rcpthosts|polic(y|ies)|politique|richtlinie%|politica%|beleid|administrative(ly)? prohib%|\b(must|should) (\w+ )?(issue a? ?starttls|authenticate|use tls)
 starttls|\btls\b|authentication (is )?(required|needed|fail%|credentials)|(helo|ehlo)\b|non-?compliant|resolver\.rst\.|transport\.rules|lockout
 security (polic|rule|violat)%|\brules?\b|受信拒否|受信を拒否
recipient likely
 (does not|doesn'?t|not|no longer) exist%|\bnot found\b|nie istnieje|existe pas|existiert nicht|no existe|non esiste|nao existe|bestaat niet|存在しま
temporary likely
 tim(ed?|ing)[ -]?out|long failure period|not yet been delivered|will (be retried|continue)|queue too long|dns (\w+ )?(error|failure)|retry time not reached
 not be delivered for|could not send message for|mailer error|command (died|failed|time)|procmail|\bldap%|no (answer|response|route to)
 (connection|verbindung|connexion|conexion|connessione|session|socket)% (\S+ ){0,4}(refused|reset|lost|closed|dropped|failed|died|terminated|interrupted|abgelehnt|refusee|could not|error|unsuccessful|aborted)
 (refused|closed|dropped|reset|lost) (the )?connection|(connect|talk|reach|respond)% (to |with )?(\S+ ){0,4}(fail|refus|unable|lost|unreachable)%
 (unable to|cannot|can'?t|could not|couldn't|wasn't able to|failed to) (\w+ )?(connect|establish|contact|reach|deliver message for|open|lookup|look up|resolve)
 unreachable|not respond%|no longer responding|queue\.expired|(message|delivery|mail|envelope|queue|time|retry)\W?#2expired|been in the queue|for (too|a) long
 service (currently |temporarily )?(not available|unavailable|busy|shut)|server (is )?(too )?busy|(is |currently |temporarily )not available|\bbusy\b|overload%
 high load|system load|(insufficient|not enough|out of|low|lack of|no) #2(disk|system|storage|memory|space|resources?)|resources? (\w+ )?(un|not )%|temporar\w+
 transient|(try|retry|resend|please wait)\b.{0,24}(later|again)|try again|retry|later\b|plus tard|reessayer|spater|erneut|mas tarde|intentelo|piu tardi|riprova|pozniej
 mais tarde|tente novamente|opnieuw|later opnieuw|deferred|delayed
 (i/o|operating system|local configuration|configuration|internal|software|queue file|write|database|backend|processing) (\w+ )?(error|failure|problem|trouble)
 local error|error in processing|not currently|maintenance|wartung|outage|shutting down|too much load|(can't|cannot|unable to|could not) create|名前解決|タイムアウト|一時的|しばらく
disabled likely
 \b(frozen|suspended|deactivated|disabled|inactive|expired)\b
policy likely
 (access|permission|delivery|mail|message|transaction|session|e-?mail) #3(denied|not authori[sz]ed|forbidden|prohibited)
 not (allowed|permitted|authori[sz]ed|accepted|accepting|welcome)|(un|non-?)authori[sz]ed|forbidden|prohibited|restrict%|denied|disallowed|by (the |an |your )?admin%
 not subscribed|only (members|subscribers)|valid (\w+ )?{sender}|requires that you|not a? ?(list )?member|mailing list
 (doesn't|does not|don't|do not) (want|accept|allow)|go away|unwelcome|zugriff verweigert|acces refuse|acceso denegado|accesso negato|acesso negado|toegang geweigerd
 odmowa dostepu|verboten|interdit|prohibido|vietat%|zabronion%|proibid%|security
spam guess
 filter%|suspicious|suspect%
reputation guess
 \bblocked\b|\bbloque%|geblockt|blocking|banned|\blisted\b
temporary guess
 ^\W{0,4}(\d{3} )?transaction failed\W{0,4}$
policy guess
 reject%|refus%|declin%|abgelehnt|rechazad%|rifiutat%|odrzucon%|rejeitad%|geweigerd|拒否|not accept%
`;
