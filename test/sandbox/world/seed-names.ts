// Hostings of the sandbox's customers: the canned ones, which show every state, and as many more as are wanted.
import type { Region } from '../web/places.ts';
import { between, oneOf, type Random } from './random.ts';

/** What a hosting starts as. Mails a day are those of an ordinary day. */
export interface Plan {
  readonly serviceName: string;
  readonly displayName: string | null;
  readonly state: string;
  readonly offer: string;
  readonly mailsPerDay: number;
  readonly maxPerDay: number;
  readonly email: string | null;
  readonly bounces: number;
}

const canned: Readonly<Record<Region, readonly Plan[]>> = {
  eu: [
    plan('boutique-oceane.com', 'Boutique Océane', 'spam', 'pro2014', 240, 1000, 'webmaster@example.com', 34),
    plan('clinique-vega.be', 'Clinique Véga', 'ko', 'perso2014', 90, 500, 'it@example.be', 6),
    plan('erable-traiteur.ca', null, 'bounce', 'pro2014', 160, 1000, 'bonjour@example.ca', 80),
    plan('studio-nord.pl', 'Studio Nord', 'ok', 'perso2014', 60, 500, 'biuro@example.pl', 3),
    plan('agence-lumiere.fr', 'Agence Lumière', 'ok', 'perf2014x1', 480, 5000, 'postmaster@example.fr', 12),
    plan('dupont-traiteur.fr', null, 'force', 'pro2014', 130, 1000, 'contact@example.fr', 45),
    plan('fleurs-martin.net', 'Fleurs Martin', 'ok', 'perso2014', 25, 500, null, 2),
    plan('garage-rossi.it', 'Garage Rossi', 'ok', 'hosting-perso', 18, 0, 'info@example.it', 0),
    plan('hotelx.cluster123.hosting.ovh.net', 'Hôtel des Pins', 'ok', 'perf2014x2', 320, 5000, 'reception@example.net', 9),
    plan('xn--caf-rive-gauche-dnb.fr', 'Café Rive Gauche', 'ok', 'hosting-starter-ovh', 4, 100, 'cafe@example.fr', 1),
    plan('velo-club.nl', 'Vélo Club', 'ok', 'perso2014', 40, 500, 'bestuur@example.nl', 4),
    plan('imprimerie-carre.fr', 'Imprimerie Carré', 'ok', 'pro2014', 110, 1000, 'atelier@example.fr', 7),
  ],
  ca: [
    plan('chalets-boreal.ca', 'Chalets Boréal', 'ok', 'pro2014', 70, 1000, 'info@example.ca', 5),
    plan('maple-dental.ca', 'Maple Dental', 'ko', 'perso2014', 35, 500, 'office@example.ca', 2),
    plan('harbour-books.com', null, 'ok', 'perso2014', 20, 500, null, 1),
  ],
};

function plan(serviceName: string, displayName: string | null, state: string, offer: string, mailsPerDay: number, maxPerDay: number, email: string | null, bounces: number): Plan {
  return { serviceName, displayName, state, offer, mailsPerDay, maxPerDay, email, bounces };
}

const trades: readonly string[] = ['atelier', 'boulangerie', 'cabinet', 'domaine', 'ecole', 'ferme', 'galerie', 'librairie', 'maison', 'pharmacie', 'restaurant', 'studio'];
const places: readonly string[] = ['azur', 'bellevue', 'colline', 'delta', 'etoile', 'fontaine', 'granit', 'horizon', 'iris', 'jardin', 'loire', 'mistral', 'nova', 'olivier'];
const endings: readonly string[] = ['fr', 'com', 'be', 'net', 'eu', 'es', 'it', 'pl', 'de', 'nl'];
const offers: readonly string[] = ['perso2014', 'pro2014', 'hosting-perso', 'hosting-pro', 'perf2014x1', 'START'];

/** The first `count` hostings of a region: canned ones first. Most of the others are fine: about one in forty is stopped. */
export function plansOf(region: Region, count: number, random: Random): Plan[] {
  const first = canned[region].slice(0, count);
  return [...first, ...Array.from({ length: count - first.length }, (_, index) => generated(region, index, random))];
}

/** The plan of a hosting that has none: an ordinary one that is fine. */
export function ordinaryPlan(serviceName: string): Plan {
  return plan(serviceName, null, 'ok', 'perso2014', 30, 500, 'webmaster@example.com', 3);
}

function generated(region: Region, index: number, random: Random): Plan {
  const serviceName = `${oneOf(random, trades)}-${oneOf(random, places)}-${index + 1}.${region === 'ca' ? 'ca' : oneOf(random, endings)}`;
  const state = random() < 0.025 ? oneOf(random, ['ko', 'spam', 'bounce', 'force']) : 'ok';
  return plan(serviceName, null, state, oneOf(random, offers), between(random, 2, 200), 500, 'webmaster@example.com', between(random, 0, 4));
}
