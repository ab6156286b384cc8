import { mount } from 'svelte';
import App from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/stages.css';
import './styles/board.css';
import './styles/call-line.css';
// What is packed already stands at the end, beside the packed script: together they compress best.
import './styles/fonts.css';

const place = document.getElementById('app');
if (place !== null) mount(App, { target: place });
